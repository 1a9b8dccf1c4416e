import type { LabEvent, SwingMethod } from '@understudy/shared'
import { addressConflictsOf } from './address-conflicts.ts'
import { type Interval, intersection } from './intervals.ts'
import { ofName, type Rehearsal } from './rehearsal.ts'

/** From this moment on, these claim the site's traffic; more than one = a conflict (NET-02). */
export interface Claim {
  readonly atMs: number
  readonly claimants: readonly string[]
}

/** How this lab swings; streams from before there was a choice swing by shared IP. */
export const swingOf = (events: readonly LabEvent[]): SwingMethod =>
  ofName(events, 'rehearsal-started')[0]?.swing ?? 'shared-ip'

/** The site's shared address: the one whose traffic counts where the swing is by shared IP. */
export const sharedAddressOf = (events: readonly LabEvent[]): string | undefined =>
  ofName(events, 'rehearsal-started')[0]?.sharedAddress

/** To whom the event gives the site's traffic; undefined = it is about something else. */
export function claimIn(events: readonly LabEvent[]): (event: LabEvent) => Claim | undefined {
  const shared = sharedAddressOf(events)
  const byAddress = swingOf(events) === 'shared-ip'
  return (event) => {
    if (!byAddress && event.name === 'site-leads-to') {
      const { atMs, appliance, others = [] } = event
      return { atMs, claimants: appliance === null ? [] : [appliance, ...others] }
    }
    if (!byAddress || event.name !== 'traffic-owner' || event.address !== shared) return undefined
    const { atMs, owner, others } = event
    return { atMs, claimants: owner === null ? others : [owner, ...others] }
  }
}

/** Who had the site's traffic, claim by claim, including the first. */
export function claimsOf(rehearsal: Rehearsal): readonly Claim[] {
  const { events } = rehearsal
  const claim = claimIn(events)
  const first = firstOwnerOf(rehearsal)
  const told = events.flatMap((event) => claim(event) ?? [])
  return first === undefined ? told : [{ atMs: 0, claimants: [first] }, ...told]
}

/**
 * Who had it when the rehearsal began. The stream of a lab that was already running does not say: it is whoever
 * acknowledges a session before the traffic first moves. Undefined = the stream says so itself, or it is unknown.
 */
export function firstOwnerOf({ events, firstAcknowledged }: Rehearsal): string | undefined {
  if (firstAcknowledged === null) return undefined
  const claim = claimIn(events)
  const isTold = events
    .slice(0, firstAcknowledged.before)
    .some((event) => claim(event) !== undefined)
  return isTold ? undefined : firstAcknowledged.appliance
}

/** Where a client with an empty cache was led, change by change. */
export const leadsOf = ({ events }: Rehearsal) => ofName(events, 'site-leads-to')

/** The appliance that had the traffic first; undefined = not reported. */
export const firstLeadOf = (rehearsal: Rehearsal): string | undefined =>
  claimsOf(rehearsal).find(({ claimants }) => claimants.length > 0)?.claimants[0]

/** When the site's name led to several appliances at once, though no address was claimed twice (NET-13). */
export function severalLeadsOf(rehearsal: Rehearsal): readonly (Interval & {
  readonly appliances: readonly string[]
})[] {
  const { endedAtMs } = rehearsal
  const conflicts = addressConflictsOf(rehearsal)
  const leads = leadsOf(rehearsal)
  const all = leads.flatMap(({ atMs, appliance, others }, index) => {
    if (appliance === null || others === undefined) return []
    const appliances = [appliance, ...others].map((name) => name.toUpperCase()).toSorted()
    return [{ appliances, startedAtMs: atMs, endedAtMs: leads[index + 1]?.atMs ?? endedAtMs }]
  })
  return all.filter(
    (one) => !conflicts.some((conflict) => intersection([one], [conflict]).length > 0),
  )
}
