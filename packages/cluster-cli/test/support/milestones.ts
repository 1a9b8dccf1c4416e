import type { EventName, LabEvent } from '@understudy/shared'

/**
 * What must be the same in both worlds (REH-02): the events that tell what was done and what came of
 * it, each with the fields that no timing changes. Left out: what clients see, counts that depend on
 * when exactly something happened, progress, and what happens at intervals.
 */
const essential: Partial<Record<EventName, readonly string[]>> = {
  'appliance-started': ['base', 'site', 'role', 'afterCrash'],
  'role-changed': ['from', 'to', 'epoch', 'reason'],
  'pre-shared-key-set': [],
  'relationship-establishing': ['host', 'port'],
  'relationship-established': ['role', 'epoch'],
  'relationship-refused': ['code'],
  'relationship-broken': ['reason', 'peerTold'],
  'sync-started': ['trigger'],
  'sync-finished': ['trigger', 'digestsAgree'],
  'sync-failed': ['trigger'],
  'sessions-merged': [],
  'sessions-discarded': [],
  'settings-lost': ['keys'],
  'setting-changed': ['key'],
  'swap-started': ['syncFirst'],
  'swap-finished': ['role', 'epoch'],
  'swap-cancelled': [],
  'address-enabled': ['address', 'epoch'],
  'address-disabled': ['address'],
  'address-conflict': ['address', 'others'],
  'address-conflict-ended': ['address'],
  'updates-checked': ['installable'],
  'update-refused': ['package', 'code'],
  'update-started': ['package'],
  'update-finished': ['package', 'base', 'site'],
  'update-interrupted': ['package'],
  'package-downloaded': ['appliance', 'package', 'by'],
  'update-server-refused': ['code'],
  'build-released': ['package'],
  'backup-downloaded': ['settings'],
  'sample-data-loaded': ['sessions', 'recordings'],
  'operation-done': ['operation', 'outcome'],
  'address-claimed': ['address', 'appliance', 'epoch'],
  'address-released': ['address', 'appliance', 'reason'],
  'claim-fenced': ['address', 'appliance', 'epoch'],
  'traffic-owner': ['address', 'owner', 'others'],
  'rehearsal-started': ['runbook', 'seed', 'lab'],
  'lab-ready': ['versions'],
  'window-started': ['window'],
  'window-ended': ['window'],
  'step-started': ['step', 'appliance'],
  'step-ended': ['step', 'outcome'],
  'page-turned': ['step', 'tookMs'],
  warning: ['step', 'code'],
  'versions-after': ['versions'],
  'rehearsal-ended': ['outcome'],
}

const atIntervals = (event: LabEvent): boolean => 'trigger' in event && event.trigger === 'interval'

const addressOf = (event: LabEvent): string =>
  event.source === 'network' && 'address' in event ? event.address : ''

/**
 * The milestones of one source, one line of text each. The network's are those of one address after
 * the other: which of two boxes is up first, and claims its own, is chance in the real world.
 */
export function milestones(events: readonly LabEvent[], source: string): readonly string[] {
  return events
    .filter((event) => event.source === source && !atIntervals(event))
    .sort((one, other) =>
      addressOf(one) < addressOf(other) ? -1 : Number(addressOf(one) > addressOf(other)),
    )
    .flatMap((event) => {
      const fields = essential[event.name]
      if (fields === undefined) return []
      const values = event as unknown as Record<string, unknown>
      return [
        [event.name, ...fields.map((field) => `${field}=${JSON.stringify(values[field])}`)].join(
          ' ',
        ),
      ]
    })
}
