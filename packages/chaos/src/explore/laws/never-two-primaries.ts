import type { Law } from './law.ts'

/**
 * Where nobody forces anything, the two are never both primary, not even for a moment, and never both hold the shared
 * address.
 */
export const neverTwoPrimaries: Law = {
  law: 'never two primaries',
  spec: 'FO-10',
  against: ({ pair: { a, b } }) => {
    if (a.facts.role === 'primary' && b.facts.role === 'primary')
      return `both are primary, at epochs ${a.facts.epoch} and ${b.facts.epoch}`
    return a.facts.holdsShared && b.facts.holdsShared ? 'both hold the shared address' : null
  },
}
