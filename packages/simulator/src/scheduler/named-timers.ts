import type { Handle, Scheduler } from './scheduler.ts'

/** The timers of one process, by name; setting one again moves it, and all end with the process. */
export class NamedTimers {
  readonly #scheduler: Scheduler
  readonly #fire: (timer: string) => void
  readonly #handles = new Map<string, Handle>()

  constructor(scheduler: Scheduler, fire: (timer: string) => void) {
    this.#scheduler = scheduler
    this.#fire = fire
  }

  set(timer: string, atMs: number): void {
    this.clear(timer)
    this.#handles.set(
      timer,
      this.#scheduler.at(atMs, () => {
        this.#handles.delete(timer)
        this.#fire(timer)
      }),
    )
  }

  clear(timer: string): void {
    const handle = this.#handles.get(timer)
    if (handle === undefined) return
    this.#scheduler.cancel(handle)
    this.#handles.delete(timer)
  }

  clearAll(): void {
    for (const handle of this.#handles.values()) this.#scheduler.cancel(handle)
    this.#handles.clear()
  }
}
