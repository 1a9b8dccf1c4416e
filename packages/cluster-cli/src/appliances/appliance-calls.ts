import { type Readable, Writable } from 'node:stream'
import type { LabClock } from '@understudy/lab-channel'
import {
  type ApplianceName,
  accepted,
  type HostOperationName,
  type InputOf,
  type Outcome,
  type OutputOf,
  readsOnly,
  refusal,
  refused,
  updateFilesPath,
} from '@understudy/shared'
import { AdminApi, type ApplianceAccess, type NoAnswer } from './admin-api.ts'

/** Times of calls, in lab time. */
const answerMs = 600_000
const retryForMs = 30_000
const retryEveryMs = 500

export interface CallOptions {
  /** How long an answer may take, in lab time. */
  readonly answerMs?: number
  /** How long an appliance that does not answer is retried, in lab time; 0 = not at all. */
  readonly retryForMs?: number
  /** Awaited after each call that got no answer. */
  readonly afterFailure?: () => Promise<void>
}

/** Calls operations of the lab's appliances, waiting in lab time. */
export class ApplianceCalls {
  readonly #clock: LabClock
  readonly #appliances: ReadonlyMap<string, { access: ApplianceAccess; api: AdminApi }>
  readonly #options: CallOptions
  #calls = 0

  constructor(clock: LabClock, appliances: readonly ApplianceAccess[], options: CallOptions = {}) {
    this.#clock = clock
    this.#options = options
    this.#appliances = new Map(
      appliances.map((access) => [access.name, { access, api: new AdminApi(access) }]),
    )
  }

  /**
   * Never rejects: no answer becomes a refusal. Reads are retried for a while; changes never, since they may have been
   * made.
   */
  async invoke<K extends HostOperationName>(
    appliance: ApplianceName,
    operation: K,
    input: InputOf<K>,
  ): Promise<Outcome<OutputOf<K>>> {
    const one = this.#appliances.get(appliance)
    const giveUpMs = this.#clock.nowMs() + (this.#options.retryForMs ?? retryForMs)
    let failure = `there is no appliance ${appliance}`
    while (one !== undefined) {
      const answer = await this.#callOnce(one.api, operation, input)
      if ('ok' in answer) return answer as Outcome<OutputOf<K>>
      failure = answer.failure
      await this.#options.afterFailure?.()
      const again = readsOnly(operation) || !answer.sent
      if (!again || this.#clock.nowMs() >= giveUpMs) break
      await this.#pause()
    }
    return unreachable(operation, one?.access.hostname ?? appliance, failure)
  }

  /** Hands a file over; resolves with its name there. */
  async upload(appliance: ApplianceName, content: Uint8Array | Readable): Promise<Outcome<string>> {
    const answer = await this.#once(appliance, 'upload', (api, signal) =>
      api.upload(content, signal),
    )
    return answer.ok ? accepted((answer.value as { file: string }).file) : answer
  }

  /** Manual Installation: hands a package over, and resolves with what the appliance says of it. */
  uploadPackage(appliance: ApplianceName, content: Readable): Promise<Outcome<unknown>> {
    return this.#once(appliance, 'upload', (api, signal) =>
      api.upload(content, signal, updateFilesPath),
    )
  }

  /** Fetches a file whole. */
  async download(appliance: ApplianceName, file: string): Promise<Outcome<Buffer>> {
    const parts: Buffer[] = []
    const sink = new Writable({
      write(part: Buffer, _encoding, done) {
        parts.push(part)
        done()
      },
    })
    const answer = await this.downloadInto(appliance, file, sink)
    return answer.ok ? accepted(Buffer.concat(parts)) : answer
  }

  /** Fetches a file, piece by piece. */
  downloadInto(appliance: ApplianceName, file: string, sink: Writable): Promise<Outcome<unknown>> {
    return this.#once(appliance, 'download', (api, signal) => api.download(file, sink, signal))
  }

  async #once(
    appliance: ApplianceName,
    step: string,
    call: (api: AdminApi, signal: AbortSignal) => Promise<Outcome<unknown> | NoAnswer>,
  ): Promise<Outcome<unknown>> {
    const one = this.#appliances.get(appliance)
    const answer =
      one === undefined
        ? { failure: `there is no appliance ${appliance}` }
        : await this.#inTime((signal) => call(one.api, signal))
    if ('ok' in answer) return answer
    return unreachable(step, one?.access.hostname ?? appliance, answer.failure)
  }

  close(): void {
    for (const { api } of this.#appliances.values()) api.close()
  }

  #callOnce(api: AdminApi, operation: HostOperationName, input: unknown) {
    return this.#inTime((signal) => api.call(operation, input, signal))
  }

  async #inTime<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timer = this.#timerName()
    const timeout = new AbortController()
    this.#clock.setTimer(timer, this.#clock.nowMs() + (this.#options.answerMs ?? answerMs), () =>
      timeout.abort(),
    )
    try {
      return await call(timeout.signal)
    } finally {
      this.#clock.clearTimer(timer)
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.setTimer(this.#timerName(), this.#clock.nowMs() + retryEveryMs, resolve)
    })
  }

  #timerName(): string {
    this.#calls += 1
    return `call/${this.#calls}`
  }
}

const unreachable = (step: string, host: string, found: string) =>
  refused(refusal('peer-unreachable', { step, from: 'understudy', host, port: 443, found }))
