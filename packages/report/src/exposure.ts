import { clipped, type Interval, Stretches } from './intervals.ts'
import type { Rehearsal } from './rehearsal.ts'
import { claimIn } from './traffic.ts'

/**
 * When there was no redundancy, from lab-ready on: no relationship, or its last finished sync did not prove both sides
 * equal (SYN-05), none has finished since it was established, or one of the two has lost power since; also while the site
 * leads to an appliance that is not of the relationship.
 */
export function exposureOf({ events, readyAtMs, endedAtMs }: Rehearsal): readonly Interval[] {
  const exposed = new Stretches()
  const claim = claimIn(events)
  let serving: readonly string[] = []
  let relationship: string | null = null
  let synced = false
  const members = new Set<string>()
  exposed.set(true, Math.min(0, events[0]?.atMs ?? 0))
  for (const event of events) {
    switch (event.name) {
      case 'relationship-established':
        // Both sides report it; only the first report starts anew.
        if (event.relationship !== relationship) {
          synced = false
          members.clear()
        }
        relationship = event.relationship
        members.add(event.source)
        break
      case 'relationship-broken':
        if (event.relationship === relationship) relationship = null
        break
      case 'power-lost':
        if (!members.has(event.appliance)) continue
        synced = false
        break
      case 'sync-finished':
        synced = event.digestsAgree
        break
      default: {
        const claimants = claim(event)?.claimants
        if (claimants === undefined) continue
        serving = claimants
      }
    }
    const elsewhere = serving.length > 0 && !serving.some((name) => members.has(name))
    exposed.set(relationship === null || !synced || elsewhere, event.atMs)
  }
  const spans = exposed.finish(endedAtMs)
  return clipped(spans, { startedAtMs: readyAtMs, endedAtMs })
}
