import type { HostWords } from './host-words.ts'
import {
  allDirections,
  directionKey,
  type PathDirection,
  type PathEnds,
  pathCovers,
} from './path.ts'

/** How many path ends are cached with their directions: more than there may be faults. */
const endsMax = 2_000

/** The directions of flows now. Answers are cached until a host comes or goes. */
export class Directions {
  readonly #words: HostWords
  readonly #hosts: { readonly names: readonly string[]; readonly version: number }
  readonly #appliances: readonly string[]
  readonly #covered = new Map<string, readonly PathDirection[]>()
  #all: readonly PathDirection[] = []
  #keys: ReadonlySet<string> | null = null
  #version = -1

  /** `hosts`: all known so far; their version changes whenever they do. */
  constructor(
    words: HostWords,
    hosts: { readonly names: readonly string[]; readonly version: number },
    appliances: readonly string[],
  ) {
    this.#words = words
    this.#hosts = hosts
    this.#appliances = appliances
  }

  /** Changes whenever the directions do. */
  get version(): number {
    return this.#hosts.version
  }

  get all(): readonly PathDirection[] {
    if (this.#version !== this.#hosts.version) {
      this.#version = this.#hosts.version
      this.#covered.clear()
      this.#keys = null
      this.#all = allDirections(this.#hosts.names, this.#appliances)
    }
    return this.#all
  }

  has(from: string, to: string): boolean {
    const { all } = this
    this.#keys ??= new Set(all.map((one) => directionKey(one.from, one.to)))
    return this.#keys.has(directionKey(from, to))
  }

  /** The directions in which bytes pass that path, in the order of `all`. */
  coveredBy(ends: PathEnds): readonly PathDirection[] {
    const { all } = this
    const key = `${ends.from} ${ends.to} ${ends.oneWay}`
    const known = this.#covered.get(key)
    if (known !== undefined) return known
    if (this.#covered.size >= endsMax) this.#covered.clear()
    const covered = all.filter(({ from, to }) => pathCovers(this.#words, ends, from, to))
    this.#covered.set(key, covered)
    return covered
  }
}
