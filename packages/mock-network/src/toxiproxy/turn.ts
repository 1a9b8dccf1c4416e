/** Runs one task after another, so that each finds the proxies as the one before left them. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve()

  /** The task begins once all earlier tasks are over, however they ended. */
  take<T>(task: () => T | Promise<T>): Promise<T> {
    const taken = this.#last.then(task)
    this.#last = taken.catch(() => undefined)
    return taken
  }
}
