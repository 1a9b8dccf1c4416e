/** Does one thing after the other: who changes proxies finds them as the one before has left them. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve()

  /** The task begins when all tasks before it are over, however they ended. */
  take<T>(task: () => T | Promise<T>): Promise<T> {
    const taken = this.#last.then(task)
    this.#last = taken.catch(() => undefined)
    return taken
  }
}
