import type { Law } from './law.ts'

/** The two were never both primary in the same epoch. */
export const onePrimaryPerEpoch: Law = {
  law: 'at most one primary per epoch',
  spec: 'CHA-03',
  against: ({ before, pair }) => {
    if (before.primaries === pair.primaries) return null
    const shared = pair.primaries.find(([epoch, side]) =>
      pair.primaries.some(([other, who]) => other === epoch && who !== side),
    )
    return shared === undefined ? null : `both were primary in epoch ${shared[0]}`
  },
}
