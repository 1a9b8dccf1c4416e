import {
  type ClientEffect,
  type ClientInput,
  type OutgoingClientMessage,
  type Random,
  type ServerMessage,
  timeouts,
} from '@understudy/shared'
import { Backoff } from './backoff.ts'

/** What a channel's owner needs to know of an input. */
export type ChannelNews =
  | { readonly kind: 'welcome'; readonly appliance: string; readonly siteVersion: string }
  | { readonly kind: 'message'; readonly message: ServerMessage }
  /** It is gone, or was never had. The owner says whether and how to go on. */
  | { readonly kind: 'lost'; readonly reason: string; readonly wasOnline: boolean }
  /** The back-off is over and the next attempt begins. */
  | { readonly kind: 'dialing' }

type ChannelState = 'away' | 'waiting' | 'dialing' | 'greeting' | 'online'

/**
 * One client's connection to the site, dialled again and again: at most one at a time, each greeted
 * with `hello`, each under a new name ("rep-3/7"), so that late news of an earlier one are nobody's.
 */
export class SiteChannel {
  readonly #owner: string
  readonly #host: string
  readonly #hello: () => OutgoingClientMessage
  readonly #backoff: Backoff
  #state: ChannelState = 'away'
  #dialled = 0

  constructor(
    owner: string,
    host: string,
    hello: () => OutgoingClientMessage,
    random: Random,
    firstRetryMs?: number,
  ) {
    this.#owner = owner
    this.#host = host
    this.#hello = hello
    this.#backoff = new Backoff(random, firstRetryMs)
  }

  get online(): boolean {
    return this.#state === 'online'
  }

  /** Neither connected nor about to be. */
  get away(): boolean {
    return this.#state === 'away'
  }

  /** Dials now. */
  dial(effects: ClientEffect[]): void {
    this.leave(effects)
    this.#dialled++
    this.#state = 'dialing'
    effects.push({
      kind: 'open',
      connection: this.#connection,
      host: this.#host,
      timeoutMs: timeouts.clientDialMs,
    })
  }

  /** Dials again when the back-off is over. */
  retry(nowMs: number, effects: ClientEffect[]): void {
    this.leave(effects)
    this.#state = 'waiting'
    effects.push({ kind: 'set-timer', timer: this.#timer, atMs: this.#backoff.nextAtMs(nowMs) })
  }

  send(message: OutgoingClientMessage, effects: ClientEffect[]): void {
    if (this.online) effects.push({ kind: 'send', connection: this.#connection, message })
  }

  /** Closes, and dials no more until told. */
  leave(effects: ClientEffect[]): void {
    if (this.#state === 'waiting' || this.#state === 'greeting')
      effects.push({ kind: 'clear-timer', timer: this.#timer })
    if (this.#state !== 'away' && this.#state !== 'waiting')
      effects.push({ kind: 'close', connection: this.#connection })
    this.#state = 'away'
  }

  /** Whether the input is this channel's; others answer undefined from {@link handle}. */
  handle(input: ClientInput, nowMs: number, effects: ClientEffect[]): ChannelNews | undefined {
    if (input.kind === 'timer')
      return input.timer === this.#timer ? this.#onTimer(effects) : undefined
    if (!('connection' in input) || input.connection !== this.#connection) return undefined
    if (this.#state === 'away' || this.#state === 'waiting') return undefined
    switch (input.kind) {
      case 'opened':
        this.#state = 'greeting'
        effects.push(
          { kind: 'send', connection: this.#connection, message: this.#hello() },
          { kind: 'set-timer', timer: this.#timer, atMs: nowMs + timeouts.clientDialMs },
        )
        return undefined
      case 'open-failed':
        return this.#lost(input.reason)
      case 'closed':
        if (this.#state === 'greeting') effects.push({ kind: 'clear-timer', timer: this.#timer })
        return this.#lost(input.reason)
      default:
        return this.#onMessage(input.message, effects)
    }
  }

  #onMessage(message: ServerMessage, effects: ClientEffect[]): ChannelNews | undefined {
    if (message.type === 'closing') return this.#giveUp(message.reason, effects)
    if (this.#state === 'online') return { kind: 'message', message }
    if (message.type === 'refused') return this.#giveUp(message.code, effects)
    if (message.type !== 'welcome') return undefined
    this.#state = 'online'
    this.#backoff.reset()
    effects.push({ kind: 'clear-timer', timer: this.#timer })
    return { kind: 'welcome', appliance: message.appliance, siteVersion: message.siteVersion }
  }

  #onTimer(effects: ClientEffect[]): ChannelNews | undefined {
    if (this.#state === 'greeting') return this.#giveUp('no welcome', effects)
    if (this.#state !== 'waiting') return undefined
    this.#state = 'away'
    this.dial(effects)
    return { kind: 'dialing' }
  }

  #giveUp(reason: string, effects: ClientEffect[]): ChannelNews {
    const wasOnline = this.online
    this.leave(effects)
    return { kind: 'lost', reason, wasOnline }
  }

  #lost(reason: string): ChannelNews {
    const wasOnline = this.online
    this.#state = 'away'
    return { kind: 'lost', reason, wasOnline }
  }

  get #connection(): string {
    return `${this.#owner}/${this.#dialled}`
  }

  get #timer(): string {
    return `${this.#owner}/line`
  }
}
