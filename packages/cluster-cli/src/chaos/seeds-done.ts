/** Which of a campaign's seeds were played, by their index: all before `upTo`, and some beyond it that ended earlier than others. */
export interface SeedsDoneState {
  readonly upTo: number
  readonly beyond: readonly number[]
}

export class SeedsDone {
  #upTo: number
  readonly #beyond: Set<number>

  constructor({ upTo, beyond }: SeedsDoneState = { upTo: 0, beyond: [] }) {
    this.#upTo = upTo
    this.#beyond = new Set(beyond)
  }

  has(index: number): boolean {
    return index < this.#upTo || this.#beyond.has(index)
  }

  /** Whether it was not there yet. */
  add(index: number): boolean {
    if (this.has(index)) return false
    this.#beyond.add(index)
    while (this.#beyond.delete(this.#upTo)) this.#upTo += 1
    return true
  }

  get state(): SeedsDoneState {
    return { upTo: this.#upTo, beyond: [...this.#beyond] }
  }
}
