import type { ApplianceInput } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'

export interface InputQueuePorts {
  /** Handles a batch in one transaction. What it throws ends the process. */
  readonly handle: (inputs: readonly ApplianceInput[]) => void
  readonly onFatal: (error: unknown) => void
  readonly work: Work
}

/**
 * Inputs that arrive in one turn of the event loop are handled together after it: they share one
 * transaction, thus one fsync (group commit, DESIGN 1).
 */
export class InputQueue {
  readonly #ports: InputQueuePorts
  #waiting: ApplianceInput[] = []
  #closed = false

  constructor(ports: InputQueuePorts) {
    this.#ports = ports
  }

  push(input: ApplianceInput): void {
    if (this.#closed) return
    this.#waiting.push(input)
    if (this.#waiting.length > 1) return
    this.#ports.work.begin()
    setImmediate(() => {
      if (!this.#closed) this.flush()
    })
  }

  /** Handles what waits now. Used by the turn's end, and to be sure before the process stops. */
  flush(): void {
    const inputs = this.#waiting
    if (inputs.length === 0) return
    this.#waiting = []
    try {
      this.#ports.handle(inputs)
    } catch (error) {
      this.#closed = true
      this.#ports.onFatal(error)
    } finally {
      this.#ports.work.end()
    }
  }

  /** The last input; nothing is taken afterwards. Idempotent. */
  close(last: ApplianceInput): void {
    if (this.#closed) return
    this.push(last)
    this.flush()
    this.#closed = true
  }
}
