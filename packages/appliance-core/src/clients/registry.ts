import type { JumpClient, Store } from '../ports/store.ts'

const pageRows = 1_000

/**
 * The Jump Clients and Jumpoints that the site knows (CLI-03, CLI-04): all of them in memory, at most
 * `limits.jumpClientsMax`, and on disk. What changes here is noted, and written by
 * {@link takeChanged}'s caller many at a time.
 */
export class Registry {
  readonly #known = new Map<string, JumpClient>()
  readonly #changed = new Set<string>()
  readonly #versions = new Map<string, number>()

  /** Reads what is stored. */
  constructor(store: Store) {
    for (let after = '', more = true; more; ) {
      const page = store.jumpClients.page(after, pageRows)
      for (const one of page) this.put(one)
      after = page.at(-1)?.name ?? ''
      more = page.length === pageRows
    }
  }

  get size(): number {
    return this.#known.size
  }

  get hasChanged(): boolean {
    return this.#changed.size > 0
  }

  find(name: string): JumpClient | undefined {
    return this.#known.get(name)
  }

  /** How many have which version. */
  versions(): ReadonlyMap<string, number> {
    return this.#versions
  }

  /** Takes over what is stored already. */
  put(one: JumpClient): void {
    const before = this.#known.get(one.name)
    if (before !== undefined) this.#count(before.version, -1)
    this.#count(one.version, 1)
    this.#known.set(one.name, one)
  }

  /** Notes what has yet to be stored. */
  note(one: JumpClient): void {
    this.put(one)
    this.#changed.add(one.name)
  }

  /** Those that have yet to be stored, at most so many; they count as stored from now on. */
  takeChanged(limit: number): readonly JumpClient[] {
    const taken: JumpClient[] = []
    for (const name of this.#changed) {
      if (taken.length === limit) break
      const one = this.#known.get(name)
      if (one !== undefined) taken.push(one)
      this.#changed.delete(name)
    }
    return taken
  }

  #count(version: string, change: number): void {
    const count = (this.#versions.get(version) ?? 0) + change
    if (count > 0) this.#versions.set(version, count)
    else this.#versions.delete(version)
  }
}
