import { createRandom, type Random } from '@understudy/shared'

/** Random draws that depend only on how many came before, so that an appliance's next draw is part of its state. */
export class CountedRandom implements Random {
  readonly #seed: string
  drawn: number

  constructor(seed: string, drawn: number) {
    this.#seed = seed
    this.drawn = drawn
  }

  next(): number {
    return this.#draw().next()
  }

  integer(min: number, max: number): number {
    return this.#draw().integer(min, max)
  }

  hex(count: number): string {
    return this.#draw().hex(count)
  }

  fork(label: string): Random {
    return createRandom(`${this.#seed}/${label}`)
  }

  #draw(): Random {
    this.drawn += 1
    return createRandom(`${this.#seed}/${this.drawn}`)
  }
}
