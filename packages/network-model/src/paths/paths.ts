import type { NetworkEffect } from '../network-effect.ts'
import type { HostWords } from './host-words.ts'
import { directionKey, type PathDirection, type PathEnds, pathCovers } from './path.ts'
import { PulledCables } from './pulled-cables.ts'

/** Answers are kept until something changes; more than these are not. */
const memoMax = 10_000

/**
 * What passes between the hosts, per direction: cables that were pulled, and paths that are blocked by
 * something with a name (a fault, a disabled proxy) for as long as that is there.
 */
export class Paths {
  readonly #words: HostWords
  readonly #directions: () => readonly PathDirection[]
  readonly #pulled: PulledCables
  readonly #blocks = new Map<string, PathEnds>()
  readonly #memo = new Map<string, boolean>()

  /** `directions`: all that flows have now. */
  constructor(words: HostWords, directions: () => readonly PathDirection[]) {
    this.#words = words
    this.#pulled = new PulledCables(words)
    this.#directions = directions
  }

  /** The cables that are out, as they were pulled. */
  get cuts(): readonly PathEnds[] {
    return this.#pulled.cuts(this.#directions())
  }

  /** Whether bytes that `from` sends reach `to`. */
  carriesFrom(from: string, to: string): boolean {
    if (this.#pulled.size + this.#blocks.size === 0) return true
    const key = directionKey(from, to)
    const known = this.#memo.get(key)
    if (known !== undefined) return known
    const carries = !this.#pulled.has(from, to) && this.blocksOf(from, to).length === 0
    if (this.#memo.size >= memoMax) this.#memo.clear()
    this.#memo.set(key, carries)
    return carries
  }

  /** A new connection needs both directions. */
  carries(one: string, other: string): boolean {
    return this.carriesFrom(one, other) && this.carriesFrom(other, one)
  }

  /** The names of what blocks that direction. */
  blocksOf(from: string, to: string): readonly string[] {
    const names: string[] = []
    for (const [name, ends] of this.#blocks) {
      if (pathCovers(this.#words, ends, from, to)) names.push(name)
    }
    return names
  }

  /** Pulls cables between the hosts that the words mean. Null: they were all out already. */
  pull(path: PathEnds): readonly NetworkEffect[] | null {
    return this.#switch(() => this.#pulled.pull(path))
  }

  /** Puts the cables back in. Null: they were all in already. */
  plugIn(path: PathEnds): readonly NetworkEffect[] | null {
    return this.#switch(() => this.#pulled.plugIn(path))
  }

  /** `fault`: count what is stalled by it. */
  block(name: string, ends: PathEnds, fault?: string): readonly NetworkEffect[] {
    return this.#changing(() => this.#blocks.set(name, ends), ends, fault)
  }

  unblock(name: string): readonly NetworkEffect[] {
    return this.#changing(() => this.#blocks.delete(name))
  }

  #switch(change: () => boolean): readonly NetworkEffect[] | null {
    let hasChanged = false
    const effects = this.#changing(() => {
      hasChanged = change()
    })
    return hasChanged ? effects : null
  }

  /** Changes what passes, and tells the flows of which directions are concerned. */
  #changing(change: () => void, counted?: PathEnds, fault?: string): readonly NetworkEffect[] {
    const directions = this.#directions()
    const before = directions.map(({ from, to }) => this.carriesFrom(from, to))
    change()
    this.#memo.clear()
    return directions.flatMap(({ from, to }, index): readonly NetworkEffect[] => {
      const carries = this.carriesFrom(from, to)
      if (carries === before[index]) return []
      if (carries) return [{ kind: 'resume-flows', from, to }]
      // Of a path that is cut both ways only one direction counts the flows.
      const isCounted =
        counted !== undefined && pathCovers(this.#words, { ...counted, oneWay: true }, from, to)
      const counting = fault !== undefined && isCounted ? { fault } : {}
      return [{ kind: 'stall-flows', from, to, ...counting }]
    })
  }
}
