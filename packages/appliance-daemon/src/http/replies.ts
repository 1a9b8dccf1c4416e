import type { ServerResponse } from 'node:http'

/** Real time. A reader that takes longer does not keep a box from going down. */
const waitMs = 2_000

/** Which replies are still being written, so that a process which ends has answered first. */
export class Replies {
  readonly #open = new Set<ServerResponse>()

  note(response: ServerResponse): void {
    this.#open.add(response)
    response.once('close', () => this.#open.delete(response))
  }

  /** Resolves when all that are open now are written, or given up. */
  async allSent(): Promise<void> {
    const sent = [...this.#open].map((response) => new Promise((go) => response.once('close', go)))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((go) => {
      timer = setTimeout(go, waitMs)
    })
    await Promise.race([Promise.all(sent), late])
    clearTimeout(timer)
  }
}
