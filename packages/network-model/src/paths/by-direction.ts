import type { Directions } from './directions.ts'
import type { HostWords } from './host-words.ts'
import { directionKey, type PathEnds, pathCovers } from './path.ts'

interface Lying<T> {
  readonly ends: PathEnds
  readonly value: T | null
}

interface Direction<T> {
  readonly lying: Map<string, T | null>
  /** Computed again after a change here. */
  all: readonly T[] | null
}

const nothing: readonly never[] = []

/**
 * What lies on paths, by the direction that it hits. The cost of a change grows only with the directions that it
 * affects, and a query is one lookup: neither grows with what lies on other paths.
 */
export class ByDirection<T extends object | string> {
  readonly #words: HostWords
  readonly #directions: Directions
  readonly #lying = new Map<string, Lying<T>>()
  readonly #known = new Map<string, Direction<T>>()
  #version = -1

  constructor(words: HostWords, directions: Directions) {
    this.#words = words
    this.#directions = directions
  }

  /** Null: present, but does nothing now. Setting a name again keeps its place in the order. */
  set(name: string, ends: PathEnds, value: T | null): void {
    this.#lying.set(name, { ends, value })
    this.#change(ends, (direction) => direction.lying.set(name, value))
  }

  remove(name: string): void {
    const lying = this.#lying.get(name)
    if (lying === undefined) return
    this.#lying.delete(name)
    this.#change(lying.ends, (direction) => direction.lying.delete(name))
  }

  /** What hits the bytes that `from` sends to `to`, in the order it was set. The same array until that changes. */
  of(from: string, to: string): readonly T[] {
    if (this.#lying.size === 0) return nothing
    this.#forgetOld()
    const key = directionKey(from, to)
    const known = this.#known.get(key) ?? this.#look(key, from, to)
    known.all ??= [...known.lying.values()].filter((value) => value !== null)
    return known.all
  }

  #change(ends: PathEnds, change: (direction: Direction<T>) => void): void {
    this.#forgetOld()
    for (const { from, to } of this.#directions.coveredBy(ends)) {
      const known = this.#known.get(directionKey(from, to))
      if (known === undefined) continue
      change(known)
      known.all = null
    }
  }

  /** Changes only reach existing directions, so nothing may be remembered about others. */
  #forgetOld(): void {
    if (this.#version === this.#directions.version) return
    this.#version = this.#directions.version
    this.#known.clear()
  }

  #look(key: string, from: string, to: string): Direction<T> {
    const lying = new Map<string, T | null>()
    for (const [name, { ends, value }] of this.#lying) {
      if (pathCovers(this.#words, ends, from, to)) lying.set(name, value)
    }
    const direction: Direction<T> = { lying, all: null }
    if (this.#directions.has(from, to)) this.#known.set(key, direction)
    return direction
  }
}
