import type { Checker } from './checker.ts'

/** What it lets go is gone within a moment, over the slowest network of a campaign. */
const lettingGoMs = 1_000

/** A primary that does not know whether it still is one claims no shared address (FO-15). */
export const noClaimInDoubt: Checker = {
  law: 'no-claim-in-doubt',
  spec: 'FO-15',
  watch: ({ stage }, tell) => {
    const inDoubtSinceMs = new Map<string, number>()
    let claimants: readonly string[] = []
    return {
      onEvent: (event) => {
        if (event.name === 'serving-suspended') inDoubtSinceMs.set(event.source, event.atMs)
        else if (event.name === 'serving-resumed' || event.name === 'appliance-started')
          inDoubtSinceMs.delete(event.source)
        else if (event.name === 'traffic-owner')
          claimants = event.owner === null ? event.others : [event.owner, ...event.others]
      },
      onStep: () => {
        for (const [name, sinceMs] of inDoubtSinceMs)
          if (claimants.includes(name) && stage.nowMs - sinceMs > lettingGoMs)
            tell(`${name} claims the shared address and does not know whether it is the primary`)
      },
    }
  },
}
