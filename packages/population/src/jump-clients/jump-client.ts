import type {
  ClientEffect,
  ClientEvent,
  ClientGroup,
  ClientInput,
  OutgoingClientMessage,
  RefusalCode,
  ServerMessage,
} from '@understudy/shared'
import { Backoff } from '../backoff.ts'
import { onBeat } from '../beat.ts'
import type { Fate, InstalledMember } from '../contract.ts'
import { type ChannelNews, SiteChannel } from '../site-channel.ts'
import { Call, type CallOutcome, callPatienceMs } from './call.ts'
import type { JumpClientTraits } from './traits.ts'

/** The update comes in place of a welcome, and with thousands of clients it takes a while. */
const welcomeMs = 120_000
/** A client with no answer to a check-in within this assumes the connection is dead. */
const checkInAnswerMs = 30_000
/** A client that is refused for good still tries once a day: it may have been let in again. */
const lookAgainMs = 86_400_000
/** An installation takes 5 to 20 s, ending on quarters of a second. */
const installQuartersMin = 20
const installQuartersMax = 80
const quarterMs = 250

/** Clients told together to check in by hand all do so within this, each on a quarter of a second. */
const byHandMsMax = 5_000

/** Trying again soon changes none of these: too many versions behind, no room, newer than the site (CLI-05). */
const refusedForGood: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'client-too-old',
  'jump-client-limit',
  'client-outdated',
])

/** What its one timer is for. */
type Due = 'dial' | 'installed' | 'statistics' | 'answer'

/**
 * One Jump Client (CLI-03) or Jumpoint (CLI-05). An active one stays connected and sends its statistics; a passive one
 * checks in at boot and every day and closes. It updates itself at the first check-in after an update, comes back when
 * a throttle tells it to, and is stranded if it missed too many versions, or if the site was swung back to an appliance
 * older than it. Everything that thousands of them share is in {@link JumpClientTraits}.
 */
export class JumpClient implements InstalledMember {
  readonly name: string
  readonly finished = false
  readonly #timer: string
  readonly #traits: JumpClientTraits
  readonly #channel: SiteChannel
  readonly #bootDelayMs: number
  #version: string
  #newVersion: string | null = null
  #appliance: string | null = null
  /** Why it never gets in; null = it does. */
  #stranded: RefusalCode | null = null
  #due: Due = 'dial'
  #hasCheckedIn = false
  isRemoved = false
  /** A representative calls it; null = nobody does. */
  #call: Call | null = null

  /** `bootDelayMs`: how long after the start its host is switched on. */
  constructor(
    host: { name: string; office: string; version: string; bootDelayMs: number },
    traits: JumpClientTraits,
  ) {
    this.name = host.name
    this.#timer = `${host.name}/due`
    this.#traits = traits
    this.#version = host.version
    this.#bootDelayMs = host.bootDelayMs
    const { siteHostname, random, spans, attempts } = traits
    const line = { owner: host.name, host: siteHostname, office: host.office, attempts, welcomeMs }
    this.#channel = new SiteChannel({ ...line, backoff: new Backoff(random, spans) }, this)
  }

  get office(): string {
    return this.#channel.office
  }

  get group(): ClientGroup {
    return this.#traits.group
  }

  get sessionsUnderWay(): number {
    return this.#call?.inSession === true ? 1 : 0
  }

  get appliance(): string | null {
    return this.#appliance
  }

  greeting(): OutgoingClientMessage {
    const { kind, mode } = this.#traits
    const hello = { type: 'hello', kind, name: this.name, version: this.#version } as const
    return mode === null ? hello : { ...hello, mode }
  }

  fateAt(siteVersion: string): Fate {
    if (this.isRemoved) return 'redeploy-by-hand'
    if (this.#stranded !== null) return 'stranded'
    return this.#version === siteVersion ? 'upgraded' : 'late'
  }

  redeploy(siteVersion: string, nowMs: number): readonly ClientEffect[] | null {
    if (this.#stranded === null && !this.isRemoved) return null
    const effects: ClientEffect[] = []
    this.isRemoved = false
    this.#stranded = null
    this.#version = siteVersion
    this.#channel.dial(nowMs, effects)
    return effects
  }

  /** On a host that is off nobody can remove anything. */
  remove(): readonly ClientEffect[] | null {
    if (!this.isOn) return null
    const effects: ClientEffect[] = []
    this.isRemoved = true
    this.#newVersion = null
    this.#call?.giveUp('it was removed')
    this.#channel.leave(effects)
    effects.push({ kind: 'clear-timer', timer: this.#timer })
    return effects
  }

  /** Whether its host has been switched on. */
  get isOn(): boolean {
    return this.#channel.used
  }

  /** Somebody at a host that is on makes it check in; one already doing so carries on (CLI-03). */
  checkInByHand(nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    const atMs = onBeat(nowMs + this.#traits.random.integer(0, byHandMsMax), quarterMs)
    if (this.isRemoved) return effects
    if (this.#channel.waiting) this.#channel.retryAt(atMs, effects)
    else if (this.#channel.away && this.#due === 'dial') this.#setDue('dial', atMs, effects)
    return effects
  }

  get isCalled(): boolean {
    return this.#call !== null
  }

  /** A representative calls it: an active one is there, a passive one comes at once (CLI-03). */
  call(externalKey: string, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    this.#call = new Call(this.name, externalKey)
    effects.push({ kind: 'set-timer', timer: this.#callTimer, atMs: nowMs + callPatienceMs })
    if (this.#channel.waiting) this.#channel.retryAt(nowMs, effects)
    else if (this.#channel.away && this.#due === 'dial') this.#setDue('dial', nowMs, effects)
    this.#call.ask(this.#channel, effects)
    return effects
  }

  /** How the call has ended, once. */
  takeCallOutcome(): CallOutcome | null {
    const outcome = this.#call?.outcome ?? null
    if (outcome !== null) this.#call = null
    return outcome
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    this.#take(input, nowMs, effects)
    if (this.#call !== null && this.#call.outcome !== null) this.#onCallEnded(nowMs, effects)
    return effects
  }

  #take(input: ClientInput, nowMs: number, effects: ClientEffect[]): void {
    if (input.kind === 'start') this.#onStart(nowMs, effects)
    else if (input.kind === 'timer' && input.timer === this.#timer) this.#onDue(nowMs, effects)
    else if (input.kind === 'timer' && input.timer === this.#callTimer) this.#call?.giveUp()
    else {
      const news = this.#channel.handle(input, nowMs, effects)
      if (news !== undefined) this.#onNews(news, nowMs, effects)
    }
  }

  /** A passive one goes away again, as after a check-in. */
  #onCallEnded(nowMs: number, effects: ClientEffect[]): void {
    effects.push({ kind: 'clear-timer', timer: this.#callTimer })
    if (this.#traits.mode === 'passive' && this.#channel.online) this.#goAway(nowMs, effects)
  }

  #onStart(nowMs: number, effects: ClientEffect[]): void {
    if (this.#bootDelayMs === 0) this.#channel.dial(nowMs, effects)
    else this.#setDue('dial', nowMs + this.#bootDelayMs, effects)
  }

  #onDue(nowMs: number, effects: ClientEffect[]): void {
    switch (this.#due) {
      case 'dial':
        this.#channel.dial(nowMs, effects)
        return
      case 'installed':
        this.#version = this.#newVersion ?? this.#version
        this.#newVersion = null
        this.#traits.attempts.count('upgraded', nowMs)
        this.#channel.dial(nowMs, effects)
        return
      case 'statistics':
        this.#checkIn(nowMs, effects)
        return
      default:
        this.#channel.retry(nowMs, effects)
    }
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    switch (news.kind) {
      case 'welcome':
        this.#appliance = news.appliance
        this.#stranded = null
        if (this.#traits.mode === 'passive') this.#checkIn(nowMs, effects)
        else this.#setStatistics(nowMs + this.#drawnMs(this.#traits.statisticsEveryMs), effects)
        this.#call?.ask(this.#channel, effects)
        return
      case 'message':
        this.#onMessage(news.message, nowMs, effects)
        return
      case 'lost':
        this.#call?.onLost(news.refused ?? news.reason)
        if (news.wasOnline) effects.push({ kind: 'clear-timer', timer: this.#timer })
        if (news.refused !== null && refusedForGood.has(news.refused))
          this.#strand(news.refused, nowMs, effects)
        else this.#channel.retry(nowMs, effects)
        return
      default:
        return
    }
  }

  #onMessage(message: ServerMessage, nowMs: number, effects: ClientEffect[]): void {
    this.#call?.onMessage(message, this.#appliance ?? '')
    if (message.type === 'checked-in') this.#onCheckedIn(nowMs, effects)
    else if (message.type === 'upgrade') {
      this.#channel.leave(effects)
      this.#newVersion = message.version
      const quarters = this.#traits.random.integer(installQuartersMin, installQuartersMax)
      this.#setDue('installed', onBeat(nowMs, quarterMs) + quarters * quarterMs, effects)
    } else if (message.type === 'come-back') {
      this.#channel.retryAt(nowMs + message.afterMs, effects)
      effects.push({ kind: 'clear-timer', timer: this.#timer })
    }
  }

  #checkIn(nowMs: number, effects: ClientEffect[]): void {
    this.#channel.send({ type: 'statistics' }, effects)
    this.#setDue('answer', onBeat(nowMs + checkInAnswerMs, this.#traits.beatMs), effects)
  }

  #onCheckedIn(nowMs: number, effects: ClientEffect[]): void {
    const { mode, statisticsEveryMs } = this.#traits
    if (mode !== 'passive') {
      this.#setStatistics(nowMs + statisticsEveryMs, effects)
      return
    }
    if (this.#call !== null) {
      // It stays for the session.
      effects.push({ kind: 'clear-timer', timer: this.#timer })
      return
    }
    this.#goAway(nowMs, effects)
  }

  #goAway(nowMs: number, effects: ClientEffect[]): void {
    const { checkInEveryMs, beatMs } = this.#traits
    // Hosts were switched on at different times of day: the second check-in can be at any time within it.
    const afterMs = this.#hasCheckedIn ? checkInEveryMs : this.#drawnMs(checkInEveryMs)
    this.#hasCheckedIn = true
    this.#channel.leave(effects)
    this.#setDue('dial', onBeat(nowMs + afterMs, beatMs), effects)
  }

  /** It never gets in, until somebody installs it by hand or makes room. */
  #strand(code: RefusalCode, nowMs: number, effects: ClientEffect[]): void {
    if (this.#stranded !== code) {
      this.#stranded = code
      const { name: client, group } = this
      this.#record({ name: 'client-stranded', client, group, reason: code }, effects)
    }
    this.#channel.retryAt(onBeat(nowMs + lookAgainMs, this.#traits.beatMs), effects)
  }

  #setStatistics(aboutMs: number, effects: ClientEffect[]): void {
    this.#setDue('statistics', onBeat(aboutMs, this.#traits.beatMs), effects)
  }

  #setDue(due: Due, atMs: number, effects: ClientEffect[]): void {
    this.#due = due
    effects.push({ kind: 'set-timer', timer: this.#timer, atMs })
  }

  #drawnMs(everyMs: number): number {
    return this.#traits.random.integer(1, everyMs)
  }

  #record(event: ClientEvent, effects: ClientEffect[]): void {
    effects.push({ kind: 'record', event })
  }

  get #callTimer(): string {
    return `${this.name}/call`
  }
}
