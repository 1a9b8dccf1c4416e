import type { LabEvent } from '@understudy/shared'
import { ofName, type Rehearsal } from './rehearsal.ts'

/** From that moment on the shared address is claimed by these; more than one = a conflict (NET-02). */
export interface Claim {
  readonly atMs: number
  readonly claimants: readonly string[]
}

/** The site's shared address: the one whose traffic counts. */
export const sharedAddressOf = (events: readonly LabEvent[]): string | undefined =>
  ofName(events, 'rehearsal-started')[0]?.sharedAddress

/** Who had the shared address, claim by claim, the first one included. */
export function claimsOf({ events }: Rehearsal): readonly Claim[] {
  const shared = sharedAddressOf(events)
  const first = firstOwnerOf(events)
  const told = ofName(events, 'traffic-owner')
    .filter(({ address }) => address === shared)
    .map(({ atMs, owner, others }) => ({
      atMs,
      claimants: owner === null ? others : [owner, ...others],
    }))
  return first === undefined ? told : [{ atMs: 0, claimants: [first] }, ...told]
}

/**
 * Who had it when the rehearsal began. The stream of a lab that ran already does not tell: it is
 * whoever acknowledges a session before the address first moves. Undefined = it is told, or unknown.
 */
export function firstOwnerOf(events: readonly LabEvent[]): string | undefined {
  const shared = sharedAddressOf(events)
  const telling = events.find(
    (event) =>
      event.name === 'session-acknowledged' ||
      (event.name === 'traffic-owner' && event.address === shared),
  )
  return telling?.name === 'session-acknowledged' ? telling.appliance : undefined
}
