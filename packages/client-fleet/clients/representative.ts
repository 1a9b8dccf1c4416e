import {
  type ClientEffect,
  type ClientInput,
  type ClientsConfig,
  createRandom,
  type Random,
  type ServerMessage,
} from '@understudy/shared'
import { beatMsOf } from './beat.ts'
import type { Member } from './contract.ts'
import { PlayedSession } from './played-session.ts'
import { scriptOf } from './session-script.ts'
import { type ChannelNews, SiteChannel } from './site-channel.ts'

/** An appliance gives a console one session at a time; more than this are ended at once. */
const sessionsAtOnceMax = 8

export interface RepresentativeOptions {
  readonly name: string
  /** Where the console logs in: the site's name, or an address by hosts file (NET-06). */
  readonly host: string
  readonly clients: ClientsConfig
  readonly seed: string
  /** The version of the installed console, null = none: it takes the first that it finds. */
  readonly version: string | null
  /** How long after `start` it logs in. */
  readonly startDelayMs: number
}

/**
 * A representative with a console (CLI-01): logs in and stays, updates itself when the site has another
 * version, plays the sessions it is given, and comes back whenever it is cut off.
 */
export class Representative implements Member {
  readonly name: string
  readonly finished = false
  readonly #options: RepresentativeOptions
  readonly #random: Random
  readonly #channel: SiteChannel
  readonly #sessions = new Map<string, PlayedSession>()
  readonly #beatMs: number
  #version: string | null
  #newVersion: string | null = null
  #appliance = ''
  #lastFailure = 'not logged in yet'

  constructor(options: RepresentativeOptions) {
    this.name = options.name
    this.#options = options
    this.#random = createRandom(`${options.seed}/${options.name}`)
    this.#beatMs = beatMsOf(options.clients)
    this.#version = options.version
    this.#channel = new SiteChannel(
      options.name,
      options.host,
      () => ({ type: 'hello', kind: 'console', name: this.name, version: this.#version ?? '0' }),
      this.#random.fork('line'),
    )
  }

  get sessionsUnderWay(): number {
    return this.#sessions.size
  }

  plays(lsid: string): boolean {
    return this.#sessions.has(lsid)
  }

  /** Logged in with the version that the site has. */
  get ready(): boolean {
    return this.#channel.online
  }

  /** What Help > About shows; null before the first login. */
  get version(): string | null {
    return this.#version
  }

  get appliance(): string {
    return this.#appliance
  }

  get lastFailure(): string {
    return this.#lastFailure
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

  /** The person goes home: nothing comes of it any more. */
  leave(reason: string): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    const wasOnline = this.#channel.online
    this.#channel.leave(effects)
    effects.push({ kind: 'clear-timer', timer: `${this.name}/console` })
    if (wasOnline) this.#onOffline(reason, effects)
    return effects
  }

  #onStart(nowMs: number, effects: ClientEffect[]): void {
    const { startDelayMs } = this.#options
    if (startDelayMs === 0) this.#channel.dial(effects)
    else
      effects.push({
        kind: 'set-timer',
        timer: `${this.name}/console`,
        atMs: nowMs + startDelayMs,
      })
  }

  #onTimer(timer: string, nowMs: number, effects: ClientEffect[]): void {
    if (timer === `${this.name}/console`) {
      this.#finishUpdate(effects)
      this.#channel.dial(effects)
      return
    }
    for (const session of this.#sessions.values()) {
      if (session.timer !== timer) continue
      if (session.advance(nowMs, effects) === 'overdue') {
        this.#channel.leave(effects)
        this.#onLost('the appliance fell silent', true, nowMs, effects)
      }
      return
    }
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    if (news.kind === 'lost') this.#onLost(news.reason, news.wasOnline, nowMs, effects)
    else if (news.kind === 'welcome') this.#onWelcome(news, nowMs, effects)
    else if (news.kind === 'message') this.#onMessage(news.message, nowMs, effects)
  }

  #onWelcome(
    welcome: { appliance: string; siteVersion: string },
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    const { appliance, siteVersion } = welcome
    if (siteVersion === this.#version) {
      this.#appliance = appliance
      effects.push({
        kind: 'record',
        event: { name: 'console-online', client: this.name, version: siteVersion },
      })
      return
    }
    if (this.#version === null) {
      // A new console is fetched from the site, in the site's version: nothing to update.
      this.#version = siteVersion
      this.#channel.dial(effects)
      return
    }
    this.#channel.leave(effects)
    this.#newVersion = siteVersion
    const atMs = nowMs + this.#random.integer(5, 20) * 1_000
    effects.push({ kind: 'set-timer', timer: `${this.name}/console`, atMs })
  }

  #finishUpdate(effects: ClientEffect[]): void {
    if (this.#newVersion === null || this.#version === null) return
    effects.push({
      kind: 'record',
      event: {
        name: 'console-updated',
        client: this.name,
        from: this.#version,
        to: this.#newVersion,
      },
    })
    this.#version = this.#newVersion
    this.#newVersion = null
  }

  #onMessage(message: ServerMessage, nowMs: number, effects: ClientEffect[]): void {
    switch (message.type) {
      case 'session-joined':
        this.#onJoined(message.lsid, message.externalKey, nowMs, effects)
        return
      case 'recording-stored':
        this.#sessions.get(message.lsid)?.recordingSettled(nowMs, effects)
        return
      case 'refused':
        // It does not say of what: a session that waits for its recording ends without one.
        for (const session of this.#sessions.values()) session.recordingSettled(nowMs, effects)
        return
      case 'session-recorded':
        this.#onRecorded(message.lsid, effects)
        return
      case 'session-cut':
        this.#onCut(message.lsid, message.reason, effects)
        return
      default:
        return
    }
  }

  #onJoined(lsid: string, externalKey: string, nowMs: number, effects: ClientEffect[]): void {
    if (this.#sessions.has(lsid)) return
    if (this.#sessions.size >= sessionsAtOnceMax) {
      this.#channel.send({ type: 'end-session', lsid }, effects)
      return
    }
    const { clients } = this.#options
    const script = scriptOf(externalKey, clients, this.#beatMs, this.#random, nowMs)
    const timer = `${this.name}/session/${lsid}`
    const session = new PlayedSession({ lsid, externalKey, timer, script }, this.#channel)
    this.#sessions.set(lsid, session)
    effects.push({
      kind: 'record',
      event: { name: 'session-begun', client: this.name, lsid, externalKey },
    })
    session.advance(nowMs, effects)
  }

  #onRecorded(lsid: string, effects: ClientEffect[]): void {
    const session = this.#forget(lsid, effects)
    if (session === undefined) return
    const { externalKey } = session
    effects.push({
      kind: 'record',
      event: {
        name: 'session-acknowledged',
        client: this.name,
        lsid,
        externalKey,
        appliance: this.#appliance,
      },
    })
  }

  #onCut(lsid: string, reason: string, effects: ClientEffect[]): void {
    const session = this.#forget(lsid, effects)
    if (session === undefined) return
    const { externalKey } = session
    effects.push({
      kind: 'record',
      event: { name: 'session-cut', client: this.name, lsid, externalKey, reason },
    })
  }

  #onLost(reason: string, wasOnline: boolean, nowMs: number, effects: ClientEffect[]): void {
    this.#lastFailure = reason
    if (wasOnline) this.#onOffline(reason, effects)
    this.#channel.retry(nowMs, effects)
  }

  #onOffline(reason: string, effects: ClientEffect[]): void {
    for (const lsid of [...this.#sessions.keys()]) this.#onCut(lsid, reason, effects)
    effects.push({ kind: 'record', event: { name: 'console-offline', client: this.name, reason } })
  }

  #forget(lsid: string, effects: ClientEffect[]): PlayedSession | undefined {
    const session = this.#sessions.get(lsid)
    if (session === undefined) return undefined
    this.#sessions.delete(lsid)
    effects.push({ kind: 'clear-timer', timer: session.timer })
    return session
  }
}
