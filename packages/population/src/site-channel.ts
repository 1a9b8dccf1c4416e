import {
  type ClientEffect,
  type ClientInput,
  type OutgoingClientMessage,
  type RefusalCode,
  type ServerMessage,
  type ServerMessageNamed,
  timeouts,
} from '@understudy/shared'
import type { Backoff } from './backoff.ts'
import type { AttemptCounter } from './measures/reconnections.ts'

/** What a channel's owner needs to know of an input. */
export type ChannelNews =
  | {
      readonly kind: 'welcome'
      readonly appliance: string
      readonly siteVersion: string
      /** What a customer may choose from; absent = nothing. */
      readonly issues?: ServerMessageNamed<'welcome'>['issues']
    }
  | { readonly kind: 'message'; readonly message: ServerMessage }
  /** The connection is gone, or was never made. The owner says whether and how to go on. */
  | {
      readonly kind: 'lost'
      readonly reason: string
      readonly wasOnline: boolean
      /** Why the appliance refused, if it said so. */
      readonly refused: RefusalCode | null
    }
  /** The back-off is over and the next attempt begins. */
  | { readonly kind: 'dialing' }

/** Who dials, from where and to where. */
export interface Line {
  readonly owner: string
  /** A name or an address of the lab. */
  readonly host: string
  readonly office: string
  readonly backoff: Backoff
  /** Where attempts are counted, for clients whose return is of interest. */
  readonly attempts?: AttemptCounter | undefined
  /** How long the answer to the greeting may take: longer if an update may come with it. */
  readonly welcomeMs?: number
}

/** Says who it is at the beginning of each connection. */
export interface Greeter {
  greeting(): OutgoingClientMessage
}

type ChannelState = 'away' | 'waiting' | 'dialing' | 'greeting' | 'online'

/**
 * One client's connection to the site, dialled again and again: at most one at a time, each greeted with `hello`, each
 * under a new name ("rep-3/7"), so that late news of an earlier one is ignored.
 */
export class SiteChannel {
  readonly #line: Line
  readonly #greeter: Greeter
  /** Compared with every input: a text that is made anew each time would have to be read each time. */
  readonly #timer: string
  #connection = ''
  #state: ChannelState = 'away'
  #dialled = 0

  constructor(line: Line, greeter: Greeter) {
    this.#line = line
    this.#greeter = greeter
    this.#timer = `${line.owner}/line`
  }

  get office(): string {
    return this.#line.office
  }

  get online(): boolean {
    return this.#state === 'online'
  }

  /** Neither connected nor about to be. */
  get away(): boolean {
    return this.#state === 'away'
  }

  /** Waits for the moment of its next attempt. */
  get waiting(): boolean {
    return this.#state === 'waiting'
  }

  /** Whether it has ever dialled. */
  get used(): boolean {
    return this.#dialled > 0
  }

  /** Dials now. */
  dial(nowMs: number, effects: ClientEffect[]): void {
    this.leave(effects)
    this.#dialled++
    this.#state = 'dialing'
    const { owner, host, office, attempts } = this.#line
    this.#connection = `${owner}/${this.#dialled}`
    attempts?.count('attempts', nowMs)
    const timeoutMs = timeouts.clientDialMs
    effects.push({ kind: 'open', connection: this.#connection, host, office, timeoutMs })
  }

  /** Dials again when the back-off is over. */
  retry(nowMs: number, effects: ClientEffect[]): void {
    this.retryAt(this.#line.backoff.nextAtMs(nowMs), effects)
  }

  /** Dials again at that moment. */
  retryAt(atMs: number, effects: ClientEffect[]): void {
    this.leave(effects)
    this.#state = 'waiting'
    effects.push({ kind: 'set-timer', timer: this.#timer, atMs })
  }

  send(message: OutgoingClientMessage, effects: ClientEffect[]): void {
    if (this.online) effects.push({ kind: 'send', connection: this.#connection, message })
  }

  /** Closes, and does not dial again until told. */
  leave(effects: ClientEffect[]): void {
    if (this.#state === 'waiting' || this.#state === 'greeting')
      effects.push({ kind: 'clear-timer', timer: this.#timer })
    if (this.#state !== 'away' && this.#state !== 'waiting')
      effects.push({ kind: 'close', connection: this.#connection })
    this.#state = 'away'
  }

  /** Handles the input if it is for this channel; undefined for any other. */
  handle(input: ClientInput, nowMs: number, effects: ClientEffect[]): ChannelNews | undefined {
    if (input.kind === 'timer')
      return input.timer === this.#timer ? this.#onTimer(nowMs, effects) : undefined
    if (!('connection' in input) || input.connection !== this.#connection) return undefined
    if (this.#state === 'away' || this.#state === 'waiting') return undefined
    switch (input.kind) {
      case 'opened':
        this.#greet(nowMs, effects)
        return undefined
      case 'open-failed':
        return this.#onGone(input.reason, nowMs)
      case 'closed':
        if (this.#state === 'greeting') effects.push({ kind: 'clear-timer', timer: this.#timer })
        return this.#onGone(input.reason, nowMs)
      default:
        return this.#onMessage(input.message, nowMs, effects)
    }
  }

  #greet(nowMs: number, effects: ClientEffect[]): void {
    this.#state = 'greeting'
    const atMs = nowMs + (this.#line.welcomeMs ?? timeouts.clientDialMs)
    effects.push(
      { kind: 'send', connection: this.#connection, message: this.#greeter.greeting() },
      { kind: 'set-timer', timer: this.#timer, atMs },
    )
  }

  #onMessage(
    message: ServerMessage,
    nowMs: number,
    effects: ClientEffect[],
  ): ChannelNews | undefined {
    if (message.type === 'closing') return this.#giveUp(message.reason, nowMs, effects)
    if (this.#state === 'online') return { kind: 'message', message }
    switch (message.type) {
      case 'refused':
        return { ...this.#giveUp(message.code, nowMs, effects), refused: message.code }
      case 'welcome':
        this.#becomeOnline(nowMs, effects)
        return {
          ...{ kind: 'welcome', appliance: message.appliance, siteVersion: message.siteVersion },
          ...(message.issues === undefined ? {} : { issues: message.issues }),
        }
      case 'upgrade':
        // Instead of a welcome: the site is there and has given it all it needs.
        this.#becomeOnline(nowMs, effects)
        return { kind: 'message', message }
      case 'come-back':
        this.#line.attempts?.count('deferred', nowMs)
        this.retryAt(nowMs + message.afterMs, effects)
        return undefined
      default:
        return undefined
    }
  }

  #becomeOnline(nowMs: number, effects: ClientEffect[]): void {
    this.#state = 'online'
    this.#line.backoff.reset()
    this.#line.attempts?.count('connected', nowMs)
    effects.push({ kind: 'clear-timer', timer: this.#timer })
  }

  #onTimer(nowMs: number, effects: ClientEffect[]): ChannelNews | undefined {
    if (this.#state === 'greeting') return this.#giveUp('no welcome', nowMs, effects)
    if (this.#state !== 'waiting') return undefined
    this.#state = 'away'
    this.dial(nowMs, effects)
    return { kind: 'dialing' }
  }

  #giveUp(reason: string, nowMs: number, effects: ClientEffect[]): LostNews {
    const news = this.#lost(reason, nowMs)
    this.leave(effects)
    return news
  }

  #onGone(reason: string, nowMs: number): LostNews {
    const news = this.#lost(reason, nowMs)
    this.#state = 'away'
    return news
  }

  #lost(reason: string, nowMs: number): LostNews {
    if (!this.online) this.#line.attempts?.count('failed', nowMs)
    return { kind: 'lost', reason, wasOnline: this.online, refused: null }
  }
}

type LostNews = Extract<ChannelNews, { kind: 'lost' }>
