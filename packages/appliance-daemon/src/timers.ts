import type { LabClock } from '@understudy/lab-channel'

/** One owner's named timers on the shared clock, which can be cleared together. */
export class Timers {
  readonly #clock: LabClock
  readonly #prefix: string
  readonly #names = new Set<string>()

  constructor(clock: LabClock, prefix: string) {
    this.#clock = clock
    this.#prefix = prefix
  }

  set(name: string, atMs: number, fire: () => void): void {
    this.#names.add(name)
    this.#clock.setTimer(`${this.#prefix}/${name}`, atMs, () => {
      this.#names.delete(name)
      fire()
    })
  }

  /** Fires when that much lab time has passed. */
  after(name: string, delayMs: number, fire: () => void): void {
    this.set(name, this.#clock.nowMs() + delayMs, fire)
  }

  clear(name: string): void {
    if (this.#names.delete(name)) this.#clock.clearTimer(`${this.#prefix}/${name}`)
  }

  clearAll(): void {
    for (const name of [...this.#names]) this.clear(name)
  }
}
