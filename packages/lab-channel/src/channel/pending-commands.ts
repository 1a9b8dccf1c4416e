import type { LabCommandResult } from '@understudy/shared'

/** Commands that this process has issued and whose results are still out. */
export class PendingCommands {
  readonly #waiting = new Map<string, (result: LabCommandResult) => void>()
  #issued = 0

  issue(send: (id: string) => void): Promise<LabCommandResult> {
    return new Promise((resolve) => {
      const id = String(++this.#issued)
      this.#waiting.set(id, resolve)
      send(id)
    })
  }

  settle(id: string, result: LabCommandResult): void {
    this.#waiting.get(id)?.(result)
    this.#waiting.delete(id)
  }

  failAll(message: string): void {
    for (const resolve of this.#waiting.values()) resolve({ ok: false, message })
    this.#waiting.clear()
  }
}
