import type { ApplianceInput } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'
import { type Caller, type Outcome, refusal, refused } from '@understudy/shared'
import type { Timers } from '../timers.ts'

/** Lab time: how long the core may take. A swap that waits for a long sync can take longer. */
const answerTimeoutMs = 600_000

export interface OperationCallsPorts {
  readonly push: (input: ApplianceInput) => void
  readonly timers: Timers
  readonly work: Work
}

/** Operations that the core was asked for and has not answered yet. */
export class OperationCalls {
  readonly #ports: OperationCallsPorts
  readonly #waiting = new Map<string, (outcome: Outcome<unknown>) => void>()
  #count = 0

  constructor(ports: OperationCallsPorts) {
    this.#ports = ports
  }

  /** Never rejects. Waiting for the answer is not work of this process: it may need the peer. */
  invoke(operation: string, input: unknown, caller: Caller): Promise<Outcome<unknown>> {
    this.#count++
    const request = `http-${this.#count}`
    return new Promise((resolve) => {
      this.#waiting.set(request, resolve)
      this.#ports.timers.after(request, answerTimeoutMs, () => {
        const details = { operation, timeoutMs: answerTimeoutMs }
        this.answer(request, refused(refusal('no-answer', details)))
      })
      this.#ports.push({ kind: 'operation', request, operation, input, caller })
    })
  }

  /** The core's answer. Answers nobody waits for any more are dropped. */
  answer(request: string, outcome: Outcome<unknown>): void {
    const resolve = this.#waiting.get(request)
    if (resolve === undefined) return
    this.#waiting.delete(request)
    this.#ports.timers.clear(request)
    // The reply is written some turns later; until then this process is busy.
    this.#ports.work.begin()
    resolve(outcome)
    setImmediate(() => this.#ports.work.end())
  }
}
