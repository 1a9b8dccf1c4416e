import {
  type ClientEffect,
  type ClientInput,
  type ClientsConfig,
  createRandom,
  type OutgoingClientMessage,
  type ServerMessage,
} from '@understudy/shared'
import { Backoff } from './backoff.ts'
import { beatMsOf, onBeat } from './beat.ts'
import type { Member } from './contract.ts'
import { type ChannelNews, SiteChannel } from './site-channel.ts'

/** A customer not helped within this leaves. */
const patienceMs = 120_000
/** A person who sees the maintenance page, or no page, tries again after about this long. */
const spans = { firstMs: 30_000, capMs: 60_000 }

export interface CustomerOptions {
  readonly name: string
  readonly host: string
  readonly office: string
  readonly clients: ClientsConfig
  readonly seed: string
  /** Unique in the lab; a second request after a cut session gets "-2" added, and so on. */
  readonly externalKey: string
  /** How often to ask again after a session was cut. */
  readonly asksAgainMax: number
  /** The session key that they were given, if any. */
  readonly key?: string
}

/** How it ended for the customer. */
export type CustomerOutcome =
  | { readonly kind: 'recorded'; readonly lsid: string; readonly appliance: string }
  | { readonly kind: 'cut'; readonly reason: string }
  | { readonly kind: 'gave-up'; readonly reason: string }

type Stage =
  | { readonly kind: 'connecting' }
  /** Asked for a session and waiting for a representative. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'in-session'; readonly lsid: string }

const turnedAway = { externalKey: '', outcome: 'turned-away' } as const
const abandonedAs = (externalKey: string) => ({ externalKey, outcome: 'abandoned' }) as const

/** A customer (CLI-07): connects, asks for a session, is helped, leaves when it is recorded. */
export class Customer implements Member {
  readonly name: string
  readonly #patience: string
  readonly #options: CustomerOptions
  readonly #channel: SiteChannel
  readonly #beatMs: number
  #stage: Stage = { kind: 'connecting' }
  #outcome: CustomerOutcome | null = null
  #asked = 1
  #appliance = ''
  #lastFailure = 'nobody was free'
  #windingDown = false

  constructor(options: CustomerOptions) {
    this.name = options.name
    this.#patience = `${options.name}/patience`
    this.#options = options
    this.#beatMs = beatMsOf(options.clients)
    const { name: owner, host, office, seed } = options
    const backoff = new Backoff(createRandom(`${seed}/${owner}`), spans)
    this.#channel = new SiteChannel({ owner, host, office, backoff }, this)
  }

  get office(): string {
    return this.#options.office
  }

  get outcome(): CustomerOutcome | null {
    return this.#outcome
  }

  get finished(): boolean {
    return this.#outcome !== null
  }

  get sessionsUnderWay(): number {
    return this.finished || this.#stage.kind === 'connecting' ? 0 : 1
  }

  get lastFailure(): string {
    return this.#lastFailure
  }

  greeting(): OutgoingClientMessage {
    return { type: 'hello', kind: 'customer', name: this.name, version: '' }
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (this.finished) return effects
    if (input.kind === 'start') {
      this.#setPatience(nowMs + patienceMs, effects)
      this.#channel.dial(nowMs, effects)
    } else if (input.kind === 'wind-down') {
      this.#windingDown = true
      if (this.#stage.kind === 'connecting') this.#finishGivenUp('the day is over', effects)
    } else if (input.kind === 'timer' && input.timer === this.#patience) {
      this.#goUnhelped(effects)
    } else {
      const news = this.#channel.handle(input, nowMs, effects)
      if (news !== undefined) this.#onNews(news, nowMs, effects)
    }
    return effects
  }

  /** Leaves at once. */
  leave(reason: string): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (!this.finished) this.#finishGivenUp(reason, effects)
    return effects
  }

  #onNews(news: ChannelNews, nowMs: number, effects: ClientEffect[]): void {
    switch (news.kind) {
      case 'welcome':
        this.#appliance = news.appliance
        this.#stage = { kind: 'asked' }
        this.#lastFailure = 'nobody was free'
        this.#channel.send(
          {
            ...{ type: 'request-session', externalKey: this.#externalKey, customer: this.name },
            issue: 'My printer does not print.',
            ...this.#wishes(news.issues ?? []),
          },
          effects,
        )
        return
      case 'lost':
        this.#onTrouble(news.reason, nowMs, effects)
        return
      case 'message':
        this.#onMessage(news.message, nowMs, effects)
        return
      default:
        return
    }
  }

  /** With a key they need not say what it is about; without one they choose, where there is a choice. */
  #wishes(issues: readonly { readonly code: string; readonly title: string }[]): {
    readonly key?: string
    readonly issue?: string
    readonly issueCode?: string
  } {
    const { key, seed } = this.#options
    // A key lets in once: a second session is asked for like anybody's.
    if (key !== undefined && this.#asked === 1) return { key }
    if (issues.length === 0) return {}
    const lot = createRandom(`${seed}/${this.name}/issue`).integer(0, issues.length - 1)
    const { title = '', code = '' } = issues[lot] ?? {}
    return { issue: title, issueCode: code }
  }

  #onMessage(message: ServerMessage, nowMs: number, effects: ClientEffect[]): void {
    switch (message.type) {
      case 'refused':
        this.#onTrouble(message.code, nowMs, effects)
        return
      case 'session-joined':
        this.#stage = { kind: 'in-session', lsid: message.lsid }
        // Far longer than any session: only so that nobody waits for ever on a dead connection.
        this.#setPatience(nowMs + patienceMs + 4 * this.#options.clients.sessionLengthMs, effects)
        return
      case 'session-recorded':
        if (!this.#isMine(message.lsid)) return
        this.#finish({ kind: 'recorded', lsid: message.lsid, appliance: this.#appliance }, effects)
        return
      case 'session-cut':
        if (this.#isMine(message.lsid)) this.#onTrouble(message.reason, nowMs, effects)
        return
      default:
        return
    }
  }

  /** Lost, refused or cut: tries again as long as patience lasts. */
  #onTrouble(reason: string, nowMs: number, effects: ClientEffect[]): void {
    this.#lastFailure = reason
    const wasInSession = this.#stage.kind === 'in-session'
    this.#stage = { kind: 'connecting' }
    if (wasInSession && this.#asked > this.#options.asksAgainMax) {
      this.#finish({ kind: 'cut', reason }, effects)
      return
    }
    if (this.#windingDown) {
      this.#finishGivenUp(reason, effects)
      return
    }
    if (wasInSession) {
      this.#asked++
      this.#setPatience(nowMs + patienceMs, effects)
    }
    this.#channel.retry(nowMs, effects)
  }

  #finishGivenUp(reason: string, effects: ClientEffect[]): void {
    this.#finish({ kind: 'gave-up', reason }, effects)
  }

  /**
   * Patience is over. Somebody waiting for a representative has abandoned; somebody who never got in was turned away.
   */
  #goUnhelped(effects: ClientEffect[]): void {
    const { name: client } = this
    const reason = this.#lastFailure
    const { kind } = this.#stage
    // A customer who fell silent within a session was cut off.
    if (kind !== 'in-session') {
      const how = kind === 'asked' ? abandonedAs(this.#externalKey) : turnedAway
      effects.push({ kind: 'record', event: { name: 'customer-left', client, ...how, reason } })
    }
    this.#finishGivenUp(reason, effects)
  }

  #finish(outcome: CustomerOutcome, effects: ClientEffect[]): void {
    this.#outcome = outcome
    effects.push({ kind: 'clear-timer', timer: this.#patience })
    this.#channel.leave(effects)
  }

  #setPatience(untilMs: number, effects: ClientEffect[]): void {
    const atMs = onBeat(untilMs, this.#beatMs)
    effects.push({ kind: 'set-timer', timer: this.#patience, atMs })
  }

  #isMine(lsid: string): boolean {
    return this.#stage.kind === 'in-session' && this.#stage.lsid === lsid
  }

  get #externalKey(): string {
    const { externalKey } = this.#options
    return this.#asked === 1 ? externalKey : `${externalKey}-${this.#asked}`
  }
}
