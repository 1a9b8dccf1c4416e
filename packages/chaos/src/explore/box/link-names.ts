import { silentPrefix } from './silent-prefix.ts'

/*
 * Whoever opens a link numbers it, and the numbers grow forever. A link's name makes no difference: the names in an
 * appliance's memory are assigned anew from 1, in the order they are found, so that the hundredth dial leads to the
 * same state as the first.
 */

/** A link that this appliance dialed ("a3") or its carrier accepted ("in-2"). */
const namePattern = /^(?:silent:)?((?:[ab]|in-)\d+)$/

/** The link that this text names, alone or in a timer's name. */
export const linkNamedIn = (text: string): string | undefined => namePattern.exec(text)?.[1]

/** Collects all links named in plain data, in the order they are found. */
export function collectLinkNames(
  value: unknown,
  into: Set<string>,
  seen = new Set<object>(),
): void {
  if (typeof value === 'string') {
    if (value.length < 20) {
      const name = linkNamedIn(value)
      if (name !== undefined) into.add(name)
    }
    return
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (value instanceof Map) {
    for (const [key, item] of value) {
      collectLinkNames(key, into, seen)
      collectLinkNames(item, into, seen)
    }
    return
  }
  const items = value instanceof Set ? value : Object.values(value)
  for (const item of items) collectLinkNames(item, into, seen)
}

export interface Renaming {
  readonly names: ReadonlyMap<string, string>
  readonly dialed: number
  readonly accepted: number
  /** No name changes. */
  readonly isIdentity: boolean
}

export function renamingOf(names: Iterable<string>): Renaming {
  const renamed = new Map<string, string>()
  let dialed = 0
  let accepted = 0
  let isIdentity = true
  for (const name of names) {
    const fresh = name.startsWith('in-') ? `in-${++accepted}` : `${name.charAt(0)}${++dialed}`
    if (fresh !== name) isIdentity = false
    renamed.set(name, fresh)
  }
  return { names: renamed, dialed, accepted, isIdentity }
}

export function renamed(text: string, { names }: Renaming): string {
  const own = names.get(text)
  if (own !== undefined) return own
  if (!text.startsWith(silentPrefix)) return text
  const name = names.get(text.slice(silentPrefix.length))
  return name === undefined ? text : `${silentPrefix}${name}`
}
