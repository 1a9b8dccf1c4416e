import { sides } from '../pair/side.ts'
import type { Law } from './law.ts'

/** A stored epoch never goes back, not even by a crash. */
export const epochsOnlyGrow: Law = {
  law: 'epochs only grow',
  spec: 'FO-14',
  against: ({ before, pair }) => {
    for (const side of sides) {
      const [from, to] = [before[side].facts.epoch, pair[side].facts.epoch]
      if (to < from) return `${side} stored epoch ${to} after ${from}`
    }
    return null
  },
}
