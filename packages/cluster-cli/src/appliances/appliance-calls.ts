import type { LabClock } from '@understudy/lab-channel'
import {
  type ApplianceName,
  type HostOperationName,
  type InputOf,
  type Outcome,
  type OutputOf,
  readsOnly,
  refusal,
  refused,
} from '@understudy/shared'
import { AdminApi, type ApplianceAccess } from './admin-api.ts'

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
    const host = one?.access.hostname ?? appliance
    return refused(
      refusal('peer-unreachable', {
        step: operation,
        from: 'understudy',
        host,
        port: 443,
        found: failure,
      }),
    )
  }

  close(): void {
    for (const { api } of this.#appliances.values()) api.close()
  }

  async #callOnce(api: AdminApi, operation: HostOperationName, input: unknown) {
    const timer = this.#timerName()
    const timeout = new AbortController()
    this.#clock.setTimer(timer, this.#clock.nowMs() + (this.#options.answerMs ?? answerMs), () =>
      timeout.abort(),
    )
    try {
      return await api.call(operation, input, timeout.signal)
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
