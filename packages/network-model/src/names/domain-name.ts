import { canonicalName } from '@understudy/shared'

/** Whether the name is the ancestor itself or below it. Both canonical. */
export const isWithin = (name: string, ancestor: string): boolean =>
  ancestor === '' || name === ancestor || name.endsWith(`.${ancestor}`)

/** `label` below that name. */
export const below = (label: string, name: string): string =>
  name === '' ? label : `${label}.${name}`

/**
 * The longest suffix of whole labels that all names share, if it has at least two labels; otherwise the
 * root, which contains every name.
 */
export function commonParent(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => canonicalName(name).split('.').reverse())
  const differs = first.findIndex((label, i) => others.some((other) => other[i] !== label))
  const shared = differs < 0 ? first : first.slice(0, differs)
  return shared.length < 2 ? '' : shared.toReversed().join('.')
}
