import type { ApplianceMemory } from '@understudy/appliance-core'
import { type Renaming, renamed } from './link-names.ts'

/** A copy that shares nothing; one object in two places is again one object. With a renaming, links get new names. */
export function copyMemory(memory: ApplianceMemory, renaming?: Renaming): ApplianceMemory {
  return new Copy(renaming).of(memory) as ApplianceMemory
}

class Copy {
  readonly #renaming: Renaming | undefined
  readonly #copies = new Map<object, unknown>()

  constructor(renaming: Renaming | undefined) {
    this.#renaming = renaming
  }

  of(one: unknown): unknown {
    if (typeof one === 'string') return this.#text(one)
    if (typeof one !== 'object' || one === null) return one
    return this.#copies.get(one) ?? this.#copyOf(one)
  }

  #copyOf(one: object): unknown {
    if (one instanceof Map) {
      const map = this.#note(one, new Map<unknown, unknown>())
      for (const [key, item] of one) map.set(this.of(key), this.of(item))
      return map
    }
    if (one instanceof Set) {
      const set = this.#note(one, new Set<unknown>())
      for (const item of one) set.add(this.of(item))
      return set
    }
    if (Array.isArray(one)) {
      const list = this.#note<unknown[]>(one, [])
      for (const item of one) list.push(this.of(item))
      return list
    }
    const fields = this.#note<Record<string, unknown>>(one, {})
    for (const [key, item] of Object.entries(one)) fields[key] = this.of(item)
    // The number of the last dialed link: new names change it.
    if (this.#renaming !== undefined && 'linkCount' in fields)
      fields['linkCount'] = this.#renaming.dialed
    return fields
  }

  /** Noted before its content is copied: it may contain itself. */
  #note<T>(one: object, copy: T): T {
    this.#copies.set(one, copy)
    return copy
  }

  #text(text: string): string {
    const renaming = this.#renaming
    return renaming === undefined || text.length > 20 ? text : renamed(text, renaming)
  }
}
