import type { Timer, TimeSource } from '@understudy/lab-channel'

export interface Alarmed {
  /** When it wants to be woken, null = never. */
  readonly wakeAtMs: number | null
}

/** Keeps one timer set to the next moment at which the model has something to do. */
export class ModelAlarm {
  readonly #model: Alarmed
  readonly #time: TimeSource
  readonly #wake: () => void
  #timer: Timer | undefined
  #setToMs: number | null = null

  constructor(model: Alarmed, time: TimeSource, wake: () => void) {
    this.#model = model
    this.#time = time
    this.#wake = wake
  }

  /** Call it after everything the model is told. */
  follow(): void {
    const atMs = this.#model.wakeAtMs
    if (atMs === this.#setToMs) return
    if (this.#timer !== undefined) this.#time.clear(this.#timer)
    this.#setToMs = atMs
    this.#timer = atMs === null ? undefined : this.#time.at(atMs, () => this.#ring())
  }

  #ring(): void {
    this.#timer = undefined
    this.#setToMs = null
    this.#wake()
    this.follow()
  }
}
