import type { ApplianceInput } from '@understudy/appliance-core'
import type { Work } from '@understudy/lab-channel'

export interface InputQueuePorts {
  /** Handles a batch in one transaction. An exception ends the process. */
  readonly handle: (inputs: readonly ApplianceInput[]) => void
  readonly onFatal: (error: unknown) => void
  readonly work: Work
}

/**
 * Handles the inputs of one turn of the event loop together after it: they share one transaction and so one fsync
 * (group commit, DESIGN 1).
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

  /** Handles what waits now: at the end of a turn, and before the process stops. */
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

  /** Handles the last input; takes none afterwards. Idempotent. */
  close(last: ApplianceInput): void {
    if (this.#closed) return
    this.push(last)
    this.flush()
    this.#closed = true
  }
}
