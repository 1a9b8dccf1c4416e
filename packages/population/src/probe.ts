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
import { Suspicion } from './suspicion.ts'

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
 * Measures the availability of the site as a client sees it: requests the portal every `everyMs`, and holds a
 * connection open (the canary) whose end is a reason to ask at once. Only failed requests make an outage; it began when
 * the canary ended or, if nothing signalled it, with the first failed request. During one it asks without waiting for
 * answers, densely whenever something has happened that may end the gap; the first good answer ends it.
 */
export class Probe implements Member {
  readonly name: string
  readonly #options: ProbeOptions
  readonly #beat: string
  readonly #canary: SiteChannel
  readonly #availability: Availability
  /** Unanswered requests, and when they were begun. Bounded by `outstandingMax`. */
  readonly #outstanding = new Map<string, number>()
  #outage: Outage | null = null
  #suspicion: Suspicion | null = null
  #requests = 0
  #started = false
  #lastGoodMs = 0
  #canaryDialledMs = 0
  /** The canary failed although the site answers: it is retried with back-off. */
  #canaryFailed = false

  readonly finished = false
  readonly sessionsUnderWay = 0

  constructor(options: ProbeOptions) {
    this.name = options.name
    this.#beat = `${options.name}/beat`
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
        this.#started = true
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

  /** Something has happened in the lab that may have taken the site away, or brought it back. */
  probeNow(nowMs: number): readonly ClientEffect[] {
    const effects: ClientEffect[] = []
    if (!this.#started) return effects
    this.#outage?.noteSign(nowMs)
    this.#onBeat(nowMs, effects)
    return effects
  }

  /** `failure` null = a good answer. */
  #onAnswer(request: string, failure: string | null, nowMs: number, effects: ClientEffect[]): void {
    const sentAtMs = this.#outstanding.get(request)
    if (sentAtMs === undefined) return
    this.#outstanding.delete(request)
    this.#record(this.#availability.count(failure === null, nowMs), effects)
    if (failure === null) this.#onGood(sentAtMs, nowMs, effects)
    else if (this.#outage !== null) this.#outage.countFailure(sentAtMs, failure)
    else if (this.#suspicion?.concerns(sentAtMs) === true)
      this.#confirm(this.#suspicion, sentAtMs, failure, nowMs, effects)
    // The site has answered since this one was sent: it only concerns the outage that is over.
    else if (sentAtMs >= this.#lastGoodMs) {
      const outage = new Outage(sentAtMs, failure)
      outage.countFailure(sentAtMs, failure)
      this.#begin(outage, this.#lastGoodMs, nowMs, effects)
    }
    this.#endSuspicion()
  }

  #onGood(sentAtMs: number, nowMs: number, effects: ClientEffect[]): void {
    const outage = this.#outage
    const suspicion = this.#suspicion
    // Sent before the failure: an answer from earlier, which ends nothing.
    if (outage !== null && sentAtMs < outage.startedAtMs) return
    if (outage === null && suspicion?.concerns(sentAtMs) === false) return
    this.#lastGoodMs = nowMs
    if (outage !== null) this.#end(outage, sentAtMs, nowMs, effects)
    else if (suspicion !== null && suspicion.good === null)
      suspicion.good = { sentAtMs, atMs: nowMs }
    else return
    this.#setBeat(nowMs, effects)
    // A connection from before may be dead without knowing it: a new one shows how things are now.
    if (!this.#canary.away && !this.#canary.online) return
    if (this.#canaryFailed) this.#canary.retry(nowMs, effects)
    else this.#dialCanary(nowMs, effects)
  }

  #onCanary(news: ChannelNews | undefined, nowMs: number, effects: ClientEffect[]): void {
    if (news?.kind === 'dialing') this.#canaryDialledMs = nowMs
    else if (news?.kind === 'welcome') this.#canaryFailed = false
    else if (news?.kind === 'lost') {
      this.#canaryFailed = !news.wasOnline
      if (this.#outage !== null || this.#suspicion !== null) return
      const signMs = news.wasOnline ? nowMs : Math.max(this.#canaryDialledMs, this.#lastGoodMs)
      this.#suspicion = new Suspicion(signMs, news.reason)
      this.#onBeat(nowMs, effects)
    }
  }

  /** A request since then has failed: the canary did not end alone. The site may have answered another meanwhile. */
  #confirm(
    { outage, good }: Suspicion,
    sentAtMs: number,
    failure: string,
    nowMs: number,
    effects: ClientEffect[],
  ): void {
    if (good !== null && sentAtMs > good.sentAtMs) {
      // It failed after the site had answered: that is another outage, and the first was none.
      this.#suspicion = null
      const later = new Outage(sentAtMs, failure)
      later.countFailure(sentAtMs, failure)
      this.#begin(later, Math.min(sentAtMs, good.atMs), nowMs, effects)
      return
    }
    outage.countFailure(sentAtMs, failure)
    this.#begin(outage, outage.startedAtMs, nowMs, effects)
    if (good !== null) this.#end(outage, good.sentAtMs, good.atMs, effects)
  }

  /** Nothing points to an outage any more: the site has answered, and no earlier request is still unanswered. */
  #endSuspicion(): void {
    const { good } = this.#suspicion ?? { good: null }
    if (good === null) return
    const open = [...this.#outstanding.values()].some(
      (sentAtMs) => this.#suspicion?.concerns(sentAtMs) === true && sentAtMs < good.sentAtMs,
    )
    if (!open) this.#suspicion = null
  }

  #begin(outage: Outage, earliestMs: number, nowMs: number, effects: ClientEffect[]): void {
    const { startedAtMs, reason } = outage
    const isDense = this.#suspicion?.good === null
    this.#suspicion = null
    this.#outage = outage
    const lastGoodMs = this.#lastGoodMs
    this.#record(
      { name: 'outage-began', probe: this.name, startedAtMs, earliestMs, lastGoodMs, reason },
      effects,
    )
    if (!isDense) this.#setBeat(nowMs, effects)
  }

  /** The request with the first good answer was sent at `sentAtMs`; earlier ones still unanswered fell into the gap. */
  #end(outage: Outage, sentAtMs: number, endedAtMs: number, effects: ClientEffect[]): void {
    this.#outage = null
    const open = [...this.#outstanding.values()].filter((ms) => ms < sentAtMs)
    const { startedAtMs, probesFailed, reason } = outage
    const lastFailedMs = Math.max(
      startedAtMs,
      Math.min(endedAtMs, Math.max(outage.lastFailedMs, ...open)),
    )
    const span = { startedAtMs, endedAtMs, lastFailedMs }
    this.#record({ name: 'outage-ended', probe: this.name, ...span, probesFailed, reason }, effects)
  }

  #dialCanary(nowMs: number, effects: ClientEffect[]): void {
    this.#canaryDialledMs = nowMs
    this.#canary.dial(nowMs, effects)
  }

  #setBeat(nowMs: number, effects: ClientEffect[]): void {
    const { everyMs } = this.#options
    const waitsFor = this.#suspicion?.good === null ? this.#suspicion.outage : undefined
    const dense = this.#outage ?? waitsFor
    const atMs = dense?.nextProbeAtMs(nowMs) ?? (Math.floor(nowMs / everyMs) + 1) * everyMs
    effects.push({ kind: 'set-timer', timer: this.#beat, atMs })
  }

  #record(event: ClientEvent | null, effects: ClientEffect[]): void {
    if (event !== null) effects.push({ kind: 'record', event })
  }
}

/** Why that status is not a good answer; null = it is one. */
function reasonOf(status: number): string | null {
  if (status === 200) return null
  return status === 503 ? 'maintenance' : `status ${status}`
}
