import type { HostWords } from './host-words.ts'
import {
  directionKey,
  directionsOf,
  type PathDirection,
  type PathEnds,
  pathCovers,
} from './path.ts'

/** How many commands are remembered as given; cables of later ones are listed one by one. */
const commandsMax = 200
/** Which cables are out, and by which commands. */
export class PulledCables {
  readonly #words: HostWords
  readonly #pulled = new Map<string, PathDirection>()
  readonly #commands = new Map<
    string,
    { readonly ends: PathEnds; readonly keys: readonly string[] }
  >()

  constructor(words: HostWords) {
    this.#words = words
  }

  get size(): number {
    return this.#pulled.size
  }

  has(from: string, to: string): boolean {
    return this.#pulled.has(directionKey(from, to))
  }

  /**
   * Commands whose cables are all still out, as given; of the others what is left, one way each, among the
   * given directions.
   */
  cuts(directions: readonly PathDirection[]): readonly PathEnds[] {
    const commands = [...this.#commands.values()]
    const told = new Set(commands.flatMap(({ keys }) => keys))
    const rest = directions.filter(
      ({ from, to }) => this.has(from, to) && !told.has(directionKey(from, to)),
    )
    return [
      ...commands.map(({ ends }) => ends),
      ...rest.map(({ from, to }) => ({ from, to, oneWay: true })),
    ]
  }

  /** False: they were all out already. */
  pull(ends: PathEnds): boolean {
    this.#forgetGoneHosts()
    const before = this.#pulled.size
    const directions = directionsOf(this.#words, ends)
    for (const direction of directions) {
      this.#pulled.set(directionKey(direction.from, direction.to), direction)
    }
    if (this.#pulled.size === before) return false
    const keys = directions.map(({ from, to }) => directionKey(from, to))
    if (this.#commands.size < commandsMax) this.#commands.set(JSON.stringify(ends), { ends, keys })
    return true
  }

  /** False: they were all in already. */
  plugIn(ends: PathEnds): boolean {
    const before = this.#pulled.size
    for (const [key, { from, to }] of this.#pulled) {
      if (pathCovers(this.#words, ends, from, to)) this.#pulled.delete(key)
    }
    if (this.#pulled.size === before) return false
    for (const [name, { keys }] of this.#commands) {
      if (keys.some((key) => !this.#pulled.has(key))) this.#commands.delete(name)
    }
    return true
  }

  /** Only the latest hosts that no config names are known, which bounds the cables too. */
  #forgetGoneHosts(): void {
    const known = new Set(this.#words.hostsOf('*'))
    for (const [key, { from, to }] of this.#pulled) {
      if (!known.has(from) || !known.has(to)) this.#pulled.delete(key)
    }
  }
}
