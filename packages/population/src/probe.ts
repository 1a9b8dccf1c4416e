import {
  type ClientEffect,
  type ClientEvent,
  type ClientInput,
  createRandom,
  type OutgoingClientMessage,
} from '@understudy/shared'
import { Availability } from './availability.ts'
import { Backoff } from './backoff.ts'
import type { Member } from './contract.ts'
import { Outage } from './outage.ts'
import { type ChannelNews, SiteChannel } from './site-channel.ts'

const requestTimeoutMs = 1_000
const outstandingMax = 250

export interface ProbeOptions {
  readonly name: string
  readonly host: string
  readonly office: string
  readonly everyMs: number
  readonly seed: string
}

/**
 * Measures the availability of the site as a client sees it: asks for the portal every `everyMs`, and
 * holds a connection open (the canary) whose end tells of a loss at once. As long as the site fails, it
 * asks densely and without waiting for answers, so that the end of a gap is known to a few
 * milliseconds; the first good answer ends the outage.
 */
export class Probe implements Member {
  readonly name: string
  readonly #options: ProbeOptions
  readonly #canary: SiteChannel
  readonly #availability: Availability
  /** Requests without an answer yet, and when they were begun. Bounded by `outstandingMax`. */
  readonly #outstanding = new Map<string, number>()
  #outage: Outage | null = null
  #requests = 0
  #lastGoodMs = 0
  #canaryDialledMs = 0
  /** The canary failed although the site answers: it is tried again with back-off. */
  #canaryFailed = false

  readonly finished = false
  readonly sessionsUnderWay = 0

  constructor(options: ProbeOptions) {
    this.name = options.name
    this.#options = options
    this.#availability = new Availability(options.name)
    const { name: owner, host, office, seed } = options
    const backoff = new Backoff(createRandom(`${seed}/${owner}`))
    this.#canary = new SiteChannel({ owner, host, office, backoff }, this)
  }

  get office(): string {
    return this.#options.office
  }

  greeting(): OutgoingClientMessage {
    return { type: 'hello', kind: 'probe', name: this.name, version: '' }
  }

  step(input: ClientInput, nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    switch (input.kind) {
      case 'start':
        this.#lastGoodMs = nowMs
        this.#dialCanary(nowMs, effects)
        this.#onBeat(nowMs, effects)
        break
      case 'wind-down':
        this.#record(this.#availability.flush(nowMs), effects)
        break
      case 'answer':
        this.#onAnswer(input.request, reasonOf(input.status), nowMs, effects)
        break
      case 'request-failed':
        this.#onAnswer(input.request, input.reason, nowMs, effects)
        break
      default:
        if (input.kind === 'timer' && input.timer === this.#beat) this.#onBeat(nowMs, effects)
        else this.#onCanary(this.#canary.handle(input, nowMs, effects), nowMs, effects)
    }
    return effects
  }

  #onBeat(nowMs: number, effects: ClientEffect[]): void {
    if (this.#outstanding.size < outstandingMax) {
      const request = `${this.name}/${++this.#requests}`
      this.#outstanding.set(request, nowMs)
      effects.push({
        kind: 'request',
        request,
        host: this.#options.host,
        office: this.#options.office,
        timeoutMs: requestTimeoutMs,
      })
    }
    this.#setBeat(nowMs, effects)
  }

  /** `failure` null = a good answer. */
  #onAnswer(request: string, failure: string | null, nowMs: number, effects: ClientEffect[]): void {
    const startedAtMs = this.#outstanding.get(request)
    if (startedAtMs === undefined) return
    this.#outstanding.delete(request)
    this.#record(this.#availability.count(failure === null, nowMs), effects)
    if (failure === null) this.#onGood(startedAtMs, nowMs, effects)
    else if (this.#outage !== null) this.#outage.countFailure(failure)
    // The site has answered since this one was sent: it only tells of the outage that is over.
    else if (startedAtMs >= this.#lastGoodMs) {
      this.#begin(startedAtMs, failure, nowMs, effects).countFailure(failure)
    }
  }

  #onGood(startedAtMs: number, nowMs: number, effects: ClientEffect[]): void {
    const outage = this.#outage
    // Sent before the failure: an answer from the old days, which ends nothing.
    if (outage !== null && startedAtMs < outage.startedAtMs) return
    this.#lastGoodMs = nowMs
    if (outage === null) return
    this.#outage = null
    const { startedAtMs: beganMs, probesFailed, reason } = outage
    this.#record(
      {
        name: 'outage-ended',
        probe: this.name,
        startedAtMs: beganMs,
        endedAtMs: nowMs,
        probesFailed,
        reason,
      },
      effects,
    )
    this.#setBeat(nowMs, effects)
    // A connection from before may be dead without knowing it: one that is new measures what is new.
    if (!this.#canary.away && !this.#canary.online) return
    if (this.#canaryFailed) this.#canary.retry(nowMs, effects)
    else this.#dialCanary(nowMs, effects)
  }

  #onCanary(news: ChannelNews | undefined, nowMs: number, effects: ClientEffect[]): void {
    if (news?.kind === 'dialing') this.#canaryDialledMs = nowMs
    else if (news?.kind === 'welcome') this.#canaryFailed = false
    else if (news?.kind === 'lost') {
      this.#canaryFailed = !news.wasOnline
      if (this.#outage !== null) return
      const signMs = news.wasOnline ? nowMs : Math.max(this.#canaryDialledMs, this.#lastGoodMs)
      this.#begin(signMs, news.reason, nowMs, effects)
      this.#onBeat(nowMs, effects)
    }
  }

  #begin(startedAtMs: number, reason: string, nowMs: number, effects: ClientEffect[]): Outage {
    const outage = new Outage(startedAtMs, reason)
    this.#outage = outage
    this.#record(
      { name: 'outage-began', probe: this.name, lastGoodMs: this.#lastGoodMs, reason },
      effects,
    )
    this.#setBeat(nowMs, effects)
    return outage
  }

  #dialCanary(nowMs: number, effects: ClientEffect[]): void {
    this.#canaryDialledMs = nowMs
    this.#canary.dial(nowMs, effects)
  }

  #setBeat(nowMs: number, effects: ClientEffect[]): void {
    const { everyMs } = this.#options
    const atMs = this.#outage?.nextProbeAtMs(nowMs) ?? (Math.floor(nowMs / everyMs) + 1) * everyMs
    effects.push({ kind: 'set-timer', timer: this.#beat, atMs })
  }

  #record(event: ClientEvent | null, effects: ClientEffect[]): void {
    if (event !== null) effects.push({ kind: 'record', event })
  }

  get #beat(): string {
    return `${this.name}/beat`
  }
}

/** Why that status is no good answer; null = it is one. */
function reasonOf(status: number): string | null {
  if (status === 200) return null
  return status === 503 ? 'maintenance' : `status ${status}`
}
