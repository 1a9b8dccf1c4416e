import type { Handle, Scheduler } from './scheduler.ts'

/** The timers of one process, by name; setting one again moves it, and all end with the process. */
export class NamedTimers<Name extends string = string> {
  readonly #scheduler: Scheduler
  readonly #fire: (timer: Name) => void
  readonly #handles = new Map<Name, Handle>()

  constructor(scheduler: Scheduler, fire: (timer: Name) => void) {
    this.#scheduler = scheduler
    this.#fire = fire
  }

  set(timer: Name, atMs: number): void {
    const before = this.#handles.get(timer)
    if (before !== undefined) this.#scheduler.cancel(before)
    this.#handles.set(timer, this.#scheduler.atWith(atMs, this.#onDue, timer))
  }

  clear(timer: Name): void {
    const handle = this.#handles.get(timer)
    if (handle === undefined) return
    this.#scheduler.cancel(handle)
    this.#handles.delete(timer)
  }

  readonly #onDue = (timer: Name): void => {
    this.#handles.delete(timer)
    this.#fire(timer)
  }

  clearAll(): void {
    for (const handle of this.#handles.values()) this.#scheduler.cancel(handle)
    this.#handles.clear()
  }
}
