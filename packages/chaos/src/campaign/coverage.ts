import type { LabEvent } from '@understudy/shared'
import type { FaultName } from '../nemesis/table.ts'

/** What a run went through: a campaign that went through nothing proves nothing (REH-08). */
export interface Coverage {
  /** How often each kind of fault took hold. */
  readonly hits: Readonly<Partial<Record<FaultName, number>>>
  readonly acknowledged: number
  /** A backup became primary other than by a swap. */
  readonly failovers: number
  readonly swaps: number
  /** Moments after which two were primary. */
  readonly splitBrains: number
  /** Moments after which two had the shared address. */
  readonly addressConflicts: number
  readonly crashes: number
  readonly syncs: number
}

export function coverageOf(
  events: readonly LabEvent[],
  startMs: number,
  hits: ReadonlyMap<FaultName, number>,
): Coverage {
  const later = events.filter(({ atMs }) => atMs >= startMs)
  const count = (isCounted: (event: LabEvent) => boolean): number => later.filter(isCounted).length
  const promoted = later.filter(
    (event): event is RoleChanged =>
      event.name === 'role-changed' && event.from === 'backup' && event.to === 'primary',
  )
  const swaps = promoted.filter(({ reason }) => reason === 'swap').length
  return {
    hits: Object.fromEntries(hits),
    acknowledged: count(({ name }) => name === 'session-acknowledged'),
    failovers: promoted.length - swaps,
    swaps,
    splitBrains: splitBrainsIn(events),
    addressConflicts: count((event) => event.name === 'traffic-owner' && event.others.length > 0),
    crashes: count((event) => event.name === 'appliance-started' && event.afterCrash),
    syncs: count(({ name }) => name === 'sync-finished'),
  }
}

type RoleChanged = Extract<LabEvent, { name: 'role-changed' }>

/** How often an appliance became primary while the other was. */
function splitBrainsIn(events: readonly LabEvent[]): number {
  const primaries = new Set<string>()
  let splits = 0
  for (const event of events) {
    if (event.name !== 'role-changed') continue
    if (event.to !== 'primary') primaries.delete(event.source)
    else if (primaries.add(event.source).size > 1) splits += 1
  }
  return splits
}
