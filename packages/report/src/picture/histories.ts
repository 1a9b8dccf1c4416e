import type { LabEvent, Role } from '@understudy/shared'
import type { Interval } from '../intervals.ts'
import { ofName, type Rehearsal } from '../rehearsal.ts'
import { claimsOf } from '../traffic.ts'
import { type Change, type Segment, segmentsOf } from './segments.ts'

const roleNames = {
  none: 'standalone',
  primary: 'primary',
  backup: 'backup',
} as const satisfies Record<Role, string>

/** An appliance's role over time; `down` while its process is gone. */
export function rolesOf({ events, endedAtMs }: Rehearsal, appliance: string): readonly Segment[] {
  const changes = events.flatMap((event): Change[] => {
    const { atMs } = event
    if (hostDown(event, appliance)) return [{ atMs, state: 'down' }]
    if (event.source !== appliance) return []
    if (event.name === 'appliance-started') return [{ atMs, state: roleNames[event.role] }]
    return event.name === 'role-changed' ? [{ atMs, state: roleNames[event.to] }] : []
  })
  return segmentsOf([...firstRoleOf(events, appliance), ...changes], endedAtMs)
}

/** The stream of a lab that was already running does not name the first role; the first change says what it was. */
function firstRoleOf(events: readonly LabEvent[], appliance: string): readonly Change[] {
  const telling = events.find(
    ({ source, name }) =>
      source === appliance && (name === 'appliance-started' || name === 'role-changed'),
  )
  return telling?.name === 'role-changed' ? [{ atMs: 0, state: roleNames[telling.from] }] : []
}

const hostDown = (event: LabEvent, appliance: string): boolean =>
  event.name === 'address-released' && event.appliance === appliance && event.reason !== 'disabled'

/** A named span of work; `good` = it ended well. */
export interface Work extends Interval {
  readonly label: string
  readonly good: boolean
}

/** What an appliance installed and when. One that never ended lasts until the end. */
export function installationsOf(
  { events, endedAtMs }: Rehearsal,
  appliance: string,
): readonly Work[] {
  const own = events.filter((event) => event.source === appliance)
  return ofName(own, 'update-started').map((started) => {
    const ended = own.find(
      (event) =>
        event.atMs >= started.atMs &&
        (event.name === 'update-finished' || event.name === 'update-interrupted') &&
        event.package === started.package,
    )
    return {
      label: started.package,
      good: ended?.name === 'update-finished',
      startedAtMs: started.atMs,
      endedAtMs: ended?.atMs ?? endedAtMs,
    }
  })
}

/** Every sync, by whichever appliance pulled it. */
export function syncsOf({ events, endedAtMs }: Rehearsal): readonly Work[] {
  const syncs: Work[] = []
  const open = new Map<string, { atMs: number; trigger: string }>()
  for (const event of events) {
    const running = open.get(event.source)
    if (event.name === 'sync-started') open.set(event.source, event)
    if (event.name !== 'sync-finished' && event.name !== 'sync-failed') continue
    const good = event.name === 'sync-finished' && event.digestsAgree
    const startedAtMs = running?.atMs ?? event.atMs
    syncs.push({ label: event.trigger, good, startedAtMs, endedAtMs: event.atMs })
    open.delete(event.source)
  }
  const unfinished = [...open.values()].map(({ atMs, trigger }) => ({
    label: trigger,
    good: false,
    startedAtMs: atMs,
    endedAtMs,
  }))
  return [...syncs, ...unfinished]
}

/** `up` while no appliance says the link is down; a broken relationship has no link. */
export function linkOf({ events, endedAtMs }: Rehearsal): readonly Segment[] {
  const saidBy = new Map<string, boolean>()
  const changes = events.flatMap((event): Change[] => {
    if (!tellsOfLink(event)) return []
    saidBy.set(event.source, event.name === 'link-up')
    const up = [...saidBy.values()].every((said) => said)
    return [{ atMs: event.atMs, state: up ? 'up' : '' }]
  })
  return segmentsOf(changes, endedAtMs)
}

const tellsOfLink = ({ name }: LabEvent): boolean =>
  name === 'link-up' || name === 'link-down' || name === 'relationship-broken'

/** Who answers on the shared address: an appliance's name, `nobody`, or `conflict`. */
export function trafficOf(rehearsal: Rehearsal): readonly Segment[] {
  const changes = claimsOf(rehearsal).map(({ atMs, claimants }) => ({
    atMs,
    state: claimants.length > 1 ? 'conflict' : (claimants[0] ?? 'nobody'),
  }))
  return segmentsOf(changes, rehearsal.endedAtMs)
}
