import {
  type ClientEffect,
  type ClientEvent,
  type ClientGroup,
  type ClientInput,
  type ClientsConfig,
  createRandom,
  type OutgoingClientMessage,
  type Random,
  type RefusalCode,
} from '@understudy/shared'
import { Backoff, programSpans } from '../backoff.ts'
import { beatMsOf, onBeat } from '../beat.ts'
import type { Fate, InstalledMember } from '../contract.ts'
import type { AttemptCounter } from '../measures/reconnections.ts'
import type { RequestTimes } from '../measures/request-times.ts'
import { type ChannelNews, SiteChannel } from '../site-channel.ts'
import { type ConsoleKind, decideConsole, groupOfConsole } from './console-kind.ts'
import { ConsoleSessions } from './console-sessions.ts'
import { Refreshes } from './refreshes.ts'

/** How often a representative who cannot go online checks whether the site has changed. */
const lookAgainMs = 300_000
/** A login that depends on a connection agent may have to wait for somebody to install the agent. */
const providerSpans = { ...programSpans, capMs: lookAgainMs }

export interface RepresentativeOptions {
  readonly name: string
  /** Where the console logs in: the site's name, or what a hosts file says for it (NET-06). */
  readonly host: string
  readonly office: string
  readonly clients: ClientsConfig
  readonly seed: string
  readonly kind: ConsoleKind
  /** The installed console's version; null = none: it takes the first it finds. */
  readonly version: string | null
  /** How long after `start` the login happens. */
  readonly startDelayMs: number
  /** Where its requests are measured; if absent, it makes none. */
  readonly requestTimes?: RequestTimes
  readonly attempts?: AttemptCounter
}

/**
 * A representative with a console (CLI-01): logs in and stays, updates the console when the site has another version,
 * plays the sessions assigned, and comes back whenever cut off.
 */
export class Representative implements InstalledMember {
  readonly name: string
  readonly finished = false
  readonly group: ClientGroup
  readonly #consoleTimer: string
  readonly #refreshTimer: string
  readonly #options: RepresentativeOptions
  readonly #random: Random
  readonly #channel: SiteChannel
  readonly #sessions: ConsoleSessions
  readonly #refreshes: Refreshes | null
  #version: string | null
  #newVersion: string | null = null
  #appliance: string | null = null
  #lastFailure = 'not logged in yet'
  /** The person was told to log in again, but has a session to end first. */
  #logsInAgain = false
  isRemoved = false
  /** Why the site does not let the console in; reported once, until it is online again. */
  #refused: string | null = null

  constructor(options: RepresentativeOptions) {
    const { name, host, office, clients, seed, requestTimes, attempts } = options
    this.name = name
    this.#consoleTimer = `${name}/console`
    this.#refreshTimer = `${name}/refresh`
    this.group = groupOfConsole[options.kind]
    this.#options = options
    this.#random = createRandom(`${seed}/${name}`)
    this.#version = options.version
    const spans = options.kind === 'provider' ? providerSpans : programSpans
    const backoff = new Backoff(this.#random.fork('line'), spans)
    this.#channel = new SiteChannel({ owner: name, host, office, backoff, attempts }, this)
    this.#sessions = new ConsoleSessions(name, clients, this.#random, this.#channel)
    const lot = this.#random.fork('refresh').next()
    this.#refreshes = requestTimes ? new Refreshes(clients, lot, requestTimes) : null
  }

  get office(): string {
    return this.#options.office
  }

  get sessionsUnderWay(): number {
    return this.#sessions.size
  }

  plays(lsid: string): boolean {
    return this.#sessions.has(lsid)
  }

  /** Logged in with the site's version. */
  get ready(): boolean {
    return this.#channel.online
  }

  /** What Help > About shows; null before the first login. */
  get version(): string | null {
    return this.#version
  }

  get appliance(): string | null {
    return this.#appliance
  }

  get lastFailure(): string {
    return this.#lastFailure
  }

  /** What it says when it logs in. */
  greeting(): OutgoingClientMessage {
    const version = this.#version ?? '0'
    const hello = { type: 'hello', kind: 'console', name: this.name, version } as const
    return this.#options.kind === 'provider' ? { ...hello, provider: true } : hello
  }

  fateAt(siteVersion: string): Fate {
    if (this.isRemoved) return 'redeploy-by-hand'
    if (this.#refused === 'security-provider-unavailable') return 'redeploy-by-hand'
    if (this.#version === siteVersion) return 'upgraded'
    return this.#options.kind === 'msi' ? 'redeploy-by-hand' : 'late'
  }

  redeploy(siteVersion: string, nowMs: number): readonly ClientEffect[] | null {
    // A provider's login waits for the provider's agent: there is nothing to install here.
    const isOutdated = this.#options.kind === 'msi' && this.#version !== siteVersion
    if (!isOutdated && !this.isRemoved) return null
    const effects: ClientEffect[] = []
    this.isRemoved = false
    this.#version = siteVersion
    this.#channel.dial(nowMs, effects)
    return effects
  }

  /** The console is removed from the machine; a session that it plays is cut. */
  remove(nowMs: number): readonly ClientEffect[] {
    this.isRemoved = true
    this.#newVersion = null
    return this.leave('the console was removed', nowMs)
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (input.kind === 'start') this.#onStart(nowMs, effects)
    else {
      const news = this.#channel.handle(input, nowMs, effects)
      if (news !== undefined) this.#onNews(news, nowMs, effects)
      else if (input.kind === 'timer') this.#onTimer(input.timer, nowMs, effects)
    }
    return effects
  }

  /** The person goes home: nothing further happens. */
  leave(reason: string, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    const wasOnline = this.#channel.online
    this.#channel.leave(effects)
    effects.push({ kind: 'clear-timer', timer: this.#consoleTimer })
    if (wasOnline) this.#onOffline(reason, nowMs, effects)
    return effects
  }

  /** Logs out and in again by the site's name, as soon as no session is under way. */
  logInAgain(nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    this.#logsInAgain = this.#channel.online
    this.#followRequest(nowMs, effects)
    return effects
  }

  #followRequest(nowMs: number, effects: ClientEffect[]): void {
    if (!this.#logsInAgain || this.#sessions.size > 0) return
    this.#logsInAgain = false
    if (!this.#channel.online) return
    this.#channel.leave(effects)
    this.#onOffline('logs in again', nowMs, effects)
    this.#channel.dial(nowMs, effects)
  }

  #onStart(nowMs: number, effects: ClientEffect[]): void {
    const { startDelayMs } = this.#options
    if (startDelayMs === 0) this.#channel.dial(nowMs, effects)
    else effects.push({ kind: 'set-timer', timer: this.#consoleTimer, atMs: nowMs + startDelayMs })
  }

  #onTimer(timer: string, nowMs: number, effects: ClientEffect[]): void {
    if (timer === this.#consoleTimer) {
      this.#finishUpdate(nowMs, effects)
      this.#channel.dial(nowMs, effects)
    } else if (timer === this.#refreshTimer) {
      if (this.#channel.online) this.#refresh(nowMs, effects)
    } else if (this.#sessions.onTimer(timer, nowMs, effects) === 'overdue') {
      this.#giveUpSilent(nowMs, effects)
    }
  }

  #refresh(nowMs: number, effects: ClientEffect[]): void {
    if (this.#refreshes?.isSilent(nowMs)) {
      this.#giveUpSilent(nowMs, effects)
      return
    }
    this.#refreshes?.begin(nowMs)
    this.#channel.send({ type: 'refresh' }, effects)
    this.#setRefresh(nowMs, effects)
  }

  #giveUpSilent(nowMs: number, effects: ClientEffect[]): void {
    this.#channel.leave(effects)
    this.#onLost('the appliance fell silent', true, nowMs, effects)
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    if (news.kind === 'welcome') this.#onWelcome(news, nowMs, effects)
    else if (news.kind === 'message') {
      if (news.message.type === 'refreshed') this.#refreshes?.answered(nowMs)
      else {
        this.#sessions.onMessage(news.message, this.#appliance ?? '', nowMs, effects)
        this.#followRequest(nowMs, effects)
      }
    } else if (news.kind === 'lost') {
      if (news.refused !== null) this.#onRefused(news.refused, effects)
      this.#onLost(news.reason, news.wasOnline, nowMs, effects)
    }
  }

  #onWelcome(
    welcome: { appliance: string; siteVersion: string },
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    const { appliance, siteVersion } = welcome
    this.#appliance = appliance
    switch (decideConsole(this.#options.kind, this.#version, siteVersion)) {
      case 'ready':
        this.#refused = null
        this.#record({ name: 'console-online', client: this.name, version: siteVersion }, effects)
        if (this.#refreshes !== null) this.#setRefresh(nowMs, effects)
        return
      case 'fetch':
        // A new console comes from the site in the site's version: nothing to update.
        this.#version = siteVersion
        this.#channel.dial(nowMs, effects)
        return
      case 'update':
        this.#channel.leave(effects)
        this.#newVersion = siteVersion
        effects.push({
          kind: 'set-timer',
          timer: this.#consoleTimer,
          atMs: nowMs + this.#random.integer(5, 20) * 1_000,
        })
        return
      default:
        this.#stayOffline(nowMs, effects)
    }
  }

  /** The installed console does not fit the site, and nobody here can change that (CLI-01, CLI-02). */
  #stayOffline(nowMs: number, effects: ClientEffect[]): void {
    this.#lastFailure = `console ${this.#version} does not fit the site`
    this.#tellRefused(
      this.#options.kind === 'early' ? 'client-too-new' : 'client-outdated',
      effects,
    )
    const atMs = onBeat(nowMs + lookAgainMs, beatMsOf(this.#options.clients))
    this.#channel.retryAt(atMs, effects)
  }

  #finishUpdate(nowMs: number, effects: ClientEffect[]): void {
    const [from, to] = [this.#version, this.#newVersion]
    if (from === null || to === null) return
    this.#record({ name: 'console-updated', client: this.name, from, to }, effects)
    this.#options.attempts?.count('upgraded', nowMs)
    this.#version = to
    this.#newVersion = null
  }

  /** Only these refusals concern the person's login; the others concern the whole site. */
  #onRefused(code: RefusalCode, effects: ClientEffect[]): void {
    if (code === 'no-licence' || code === 'security-provider-unavailable')
      this.#tellRefused(code, effects)
  }

  #tellRefused(code: string, effects: ClientEffect[]): void {
    if (this.#refused === code) return
    this.#refused = code
    const { name: client, group } = this
    this.#record({ name: 'login-refused', client, group, code }, effects)
  }

  #onLost(reason: string, wasOnline: boolean, nowMs: number, effects: ClientEffect[]): void {
    this.#lastFailure = reason
    if (wasOnline) this.#onOffline(reason, nowMs, effects)
    this.#channel.retry(nowMs, effects)
  }

  #onOffline(reason: string, nowMs: number, effects: ClientEffect[]): void {
    if (this.#refreshes !== null) {
      this.#refreshes.lost(nowMs)
      effects.push({ kind: 'clear-timer', timer: this.#refreshTimer })
    }
    this.#sessions.cutAll(reason, effects)
    this.#record({ name: 'console-offline', client: this.name, reason }, effects)
  }

  #setRefresh(nowMs: number, effects: ClientEffect[]): void {
    if (this.#refreshes === null) return
    const atMs = this.#refreshes.nextAtMs(nowMs)
    effects.push({ kind: 'set-timer', timer: this.#refreshTimer, atMs })
  }

  #record(event: ClientEvent, effects: ClientEffect[]): void {
    effects.push({ kind: 'record', event })
  }
}
