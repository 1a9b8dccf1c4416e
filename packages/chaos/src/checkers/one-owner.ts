import type { LabEvent } from '@understudy/shared'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

type Owner = Extract<LabEvent, { name: 'traffic-owner' }>

/** How long an appliance may take to hear of a conflict and show it, with plenty to spare. */
const toldWithinMs = 5_000

/** The shared address has one owner at a time, or its claimants show the conflict (NET-02). */
export const oneOwner: Checker = {
  law: 'one-owner',
  spec: 'NET-02',
  watch: ({ stage }, tell) => {
    let conflict: { readonly sinceMs: number; readonly claimants: readonly string[] } | null = null
    /** Since when each has run undisturbed; absent = it does not. */
    const runsSinceMs = new Map<PairName, number>()
    const shown = new Set<string>()
    const claimantsOf = ({ owner, others }: Owner): readonly string[] =>
      owner === null ? others : [owner, ...others]
    return {
      onEvent: (event) => {
        switch (event.name) {
          case 'traffic-owner':
            conflict =
              event.others.length === 0
                ? null
                : { sinceMs: event.atMs, claimants: claimantsOf(event) }
            return
          case 'appliance-started':
            shown.delete(event.source)
            runsSinceMs.delete(event.source as PairName)
            return
          case 'address-conflict':
            shown.add(event.source)
            return
          case 'address-conflict-ended':
            shown.delete(event.source)
            return
        }
      },
      onStep: () => {
        const { nowMs } = stage
        for (const name of pairNames)
          if (!stage.isAtWork(name)) runsSinceMs.delete(name)
          else if (!runsSinceMs.has(name)) runsSinceMs.set(name, nowMs)
        if (conflict === null) return
        for (const claimant of conflict.claimants) {
          const runsSince = runsSinceMs.get(claimant as PairName) ?? nowMs
          const sinceMs = Math.max(conflict.sinceMs, runsSince)
          if (nowMs - sinceMs > toldWithinMs && !shown.has(claimant))
            tell(
              `${conflict.claimants.join(' and ')} claim the address; ${claimant} does not show it`,
            )
        }
      },
    }
  },
}
