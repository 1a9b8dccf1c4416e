import { type Outcome, refusal, refused } from '@understudy/shared'

/** Commands that this process has issued and that have no result yet. */
export class PendingCommands {
  readonly #waiting = new Map<string, (result: Outcome<unknown>) => void>()
  #issued = 0

  issue(send: (id: string) => void): Promise<Outcome<unknown>> {
    return new Promise((resolve) => {
      const id = String(++this.#issued)
      this.#waiting.set(id, resolve)
      send(id)
    })
  }

  settle(id: string, result: Outcome<unknown>): void {
    this.#waiting.get(id)?.(result)
    this.#waiting.delete(id)
  }

  /** `who` is gone: nobody will answer them any more. */
  failAll(who: string): void {
    for (const resolve of this.#waiting.values()) resolve(refused(refusal('left-the-lab', { who })))
    this.#waiting.clear()
  }
}
