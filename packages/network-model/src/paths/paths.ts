import type { NetworkEffect } from '../network-effect.ts'
import { ByDirection } from './by-direction.ts'
import type { Directions } from './directions.ts'
import type { HostWords } from './host-words.ts'
import { type PathEnds, pathCovers } from './path.ts'
import { PulledCables } from './pulled-cables.ts'

/**
 * What passes between the hosts, per direction: cables that were pulled, and paths that a named fault
 * blocks for as long as it is active.
 */
export class Paths {
  readonly #words: HostWords
  readonly #directions: Directions
  readonly #pulled: PulledCables
  readonly #blocks: ByDirection<string>

  /** `directions`: all directions of flows now. */
  constructor(words: HostWords, directions: Directions) {
    this.#words = words
    this.#pulled = new PulledCables(words)
    this.#directions = directions
    this.#blocks = new ByDirection(words, directions)
  }

  /** The cables that are out, in the words they were pulled by. */
  get cuts(): readonly PathEnds[] {
    return this.#pulled.cuts(this.#directions.all)
  }

  /** Whether bytes that `from` sends reach `to`. */
  carriesFrom(from: string, to: string): boolean {
    if (this.#blocks.of(from, to).length > 0) return false
    return this.#pulled.size === 0 || !this.#pulled.has(from, to)
  }

  /** A new connection needs both directions. */
  carries(one: string, other: string): boolean {
    return this.carriesFrom(one, other) && this.carriesFrom(other, one)
  }

  /** The names of what blocks that direction. */
  blocksOf(from: string, to: string): readonly string[] {
    return this.#blocks.of(from, to)
  }

  /** Pulls the cables between the hosts that the words mean. Null: they were all out already. */
  pull(path: PathEnds): readonly NetworkEffect[] | null {
    return this.#switch(path, () => this.#pulled.pull(path))
  }

  /** Puts the cables back in. Null: they were all in already. */
  plugIn(path: PathEnds): readonly NetworkEffect[] | null {
    return this.#switch(path, () => this.#pulled.plugIn(path))
  }

  /** `fault`: the fault for which stalled flows are counted. */
  block(name: string, ends: PathEnds, fault?: string): readonly NetworkEffect[] {
    return this.#changing(ends, () => this.#blocks.set(name, ends, name), fault)
  }

  unblock(name: string, ends: PathEnds): readonly NetworkEffect[] {
    return this.#changing(ends, () => this.#blocks.remove(name))
  }

  #switch(path: PathEnds, change: () => boolean): readonly NetworkEffect[] | null {
    let hasChanged = false
    const effects = this.#changing(path, () => {
      hasChanged = change()
    })
    return hasChanged ? effects : null
  }

  /** Makes a change between these ends, and tells which directions now stall or resume. */
  #changing(ends: PathEnds, change: () => void, fault?: string): readonly NetworkEffect[] {
    const directions = this.#directions.coveredBy(ends)
    const before = directions.map(({ from, to }) => this.carriesFrom(from, to))
    change()
    return directions.flatMap(({ from, to }, index): readonly NetworkEffect[] => {
      const carries = this.carriesFrom(from, to)
      if (carries === before[index]) return []
      if (carries) return [{ kind: 'resume-flows', from, to }]
      // If a path is cut both ways, only one direction counts the flows.
      const isCounted = pathCovers(this.#words, { ...ends, oneWay: true }, from, to)
      const counting = fault !== undefined && isCounted ? { fault } : {}
      return [{ kind: 'stall-flows', from, to, ...counting }]
    })
  }
}
