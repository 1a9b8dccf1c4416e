import { ApiError, toxicNotFound } from '../api-error.ts'
import type { Toxic } from './toxic.ts'
import { changedToxic, newToxic } from './toxic-body.ts'

/** The most on one proxy; more are refused. */
const toxicsMax = 100

/** What became of a toxic. */
export type ToxicChange =
  | { readonly kind: 'added' | 'removed'; readonly toxic: Toxic }
  | { readonly kind: 'updated'; readonly toxic: Toxic; readonly before: Toxic }

/** The toxics of one proxy, by name, over both streams. */
export class ToxicList {
  readonly #toxics = new Map<string, Toxic>()
  readonly #changed: (changes: readonly ToxicChange[]) => void

  /** `changed` is told after the list has changed. */
  constructor(changed: (changes: readonly ToxicChange[]) => void) {
    this.#changed = changed
  }

  /** First the upstream ones, then the downstream ones, each in the order they were added. */
  get all(): readonly Toxic[] {
    const toxics = [...this.#toxics.values()]
    const upstream = toxics.filter((toxic) => toxic.direction === 'upstream')
    return [...upstream, ...toxics.filter((toxic) => toxic.direction === 'downstream')]
  }

  get(name: string): Toxic {
    const toxic = this.#toxics.get(name)
    if (toxic === undefined) throw toxicNotFound()
    return toxic
  }

  add(body: Uint8Array): Toxic {
    const toxic = newToxic(body, (name) => this.#toxics.has(name))
    if (this.#toxics.size >= toxicsMax) {
      throw new ApiError(500, `a proxy has at most ${toxicsMax} toxics`)
    }
    this.#toxics.set(toxic.name, toxic)
    this.#changed([{ kind: 'added', toxic }])
    return toxic
  }

  update(name: string, body: Uint8Array): Toxic {
    const before = this.get(name)
    const toxic = changedToxic(before, body)
    this.#toxics.set(name, toxic)
    this.#changed([{ kind: 'updated', toxic, before }])
    return toxic
  }

  remove(name: string): void {
    const toxic = this.get(name)
    this.#toxics.delete(name)
    this.#changed([{ kind: 'removed', toxic }])
  }

  /** Removes them all. */
  clear(): void {
    if (this.#toxics.size === 0) return
    const removed = this.all
    this.#toxics.clear()
    this.#changed(removed.map((toxic) => ({ kind: 'removed', toxic })))
  }
}
