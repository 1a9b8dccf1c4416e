import type { ApplianceMemory } from '@understudy/appliance-core'
import { type Renaming, renamed } from './link-names.ts'

/** A copy that shares nothing; what was one thing in two places is so again. With a renaming, links are called anew. */
export function copyMemory(memory: ApplianceMemory, renaming?: Renaming): ApplianceMemory {
  const copies = new Map<object, unknown>()
  const text = (one: string): string =>
    renaming === undefined || one.length > 20 ? one : renamed(one, renaming)
  const copy = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one)
    if (typeof one !== 'object' || one === null) return one
    const known = copies.get(one)
    if (known !== undefined) return known
    if (one instanceof Map) {
      const map = new Map<unknown, unknown>()
      copies.set(one, map)
      for (const [key, item] of one) map.set(copy(key), copy(item))
      return map
    }
    if (one instanceof Set) {
      const set = new Set<unknown>()
      copies.set(one, set)
      for (const item of one) set.add(copy(item))
      return set
    }
    if (Array.isArray(one)) {
      const list: unknown[] = []
      copies.set(one, list)
      for (const item of one) list.push(copy(item))
      return list
    }
    const object: Record<string, unknown> = {}
    copies.set(one, object)
    for (const [key, item] of Object.entries(one)) object[key] = copy(item)
    // The number of the last link that was dialed: with other names it is another one.
    if (renaming !== undefined && 'linkCount' in object) object['linkCount'] = renaming.dialed
    return object
  }
  return copy(memory) as ApplianceMemory
}
