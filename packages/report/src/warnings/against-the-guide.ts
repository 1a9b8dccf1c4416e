import { countText, durationText, plural } from '../format.ts'
import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'
import { found, type WarningRule } from './warning.ts'

/** Going from one page to the next takes seconds. A sync longer ago than this was not made for the break. */
const syncedForItMs = 600_000

/** The guides let Sync Now finish on the backup before the relationship is broken (G1, G2). */
export const brokenUnsynced: WarningRule = (_findings, rehearsal) =>
  ofName(rehearsal.events, 'relationship-broken')
    .filter(({ reason, atMs }) => reason === 'operator' && atMs >= rehearsal.readyAtMs)
    .filter((broken) => !wasSyncedFor(broken, rehearsal) && !peerIsGone(broken, rehearsal))
    .map(({ source, atMs }) => {
      const since = recordedSinceSync(rehearsal, atMs)
      const last =
        since.syncedAtMs === null
          ? 'no sync has proved both appliances equal'
          : `the last sync that proved both equal had ended ${durationText(atMs - since.syncedAtMs)} earlier`
      return found(
        'broken-without-sync-now',
        `${source.toUpperCase()} broke the relationship without Sync Now before: ${last}, and ${plural(since.count, 'record')} since then ${since.count === 1 ? 'is' : 'are'} on one appliance alone (SYN-07).`,
      )
    })

function wasSyncedFor({ atMs }: EventOf<'relationship-broken'>, { events, readyAtMs }: Rehearsal) {
  const fromMs = Math.max(readyAtMs, atMs - syncedForItMs)
  return ofName(events, 'sync-finished').some(
    (sync) => isByHand(sync) && sync.digestsAgree && sync.atMs >= fromMs && sync.atMs <= atMs,
  )
}

/** The survivor of a failed appliance has nobody left to sync with (HW-02). */
function peerIsGone({ source, atMs }: EventOf<'relationship-broken'>, { events }: Rehearsal) {
  const power = [...ofName(events, 'power-lost'), ...ofName(events, 'power-back')]
    .filter((event) => event.atMs <= atMs && event.appliance !== source)
    .sort((one, other) => one.atMs - other.atMs)
  return power.at(-1)?.name === 'power-lost'
}

/** Sync Now on the other appliance asks this one for it (FO-07). */
const isByHand = ({ trigger }: EventOf<'sync-finished'>): boolean =>
  trigger === 'operator' || trigger === 'peer'

function recordedSinceSync({ events, all }: Rehearsal, untilMs: number) {
  const syncedAtMs =
    ofName(events, 'sync-finished').findLast((sync) => sync.digestsAgree && sync.atMs <= untilMs)
      ?.atMs ?? null
  let count = 0
  for (const { name, atMs } of all)
    if (name === 'session-recorded' && atMs > (syncedAtMs ?? 0) && atMs <= untilMs) count += 1
  return { syncedAtMs, count }
}

/** The guides break the relationship before installing anything on either appliance (G1, G2). */
export const updatedInRelationship: WarningRule = (_findings, rehearsal) => {
  const open = new Map<string, readonly string[]>()
  const told = new Map<string, number>()
  for (const event of rehearsal.events) {
    if (event.name === 'relationship-established')
      open.set(event.relationship, [...(open.get(event.relationship) ?? []), event.source])
    if (event.name === 'relationship-broken') open.delete(event.relationship)
    if (event.name === 'update-started' && [...open.values()].flat().includes(event.source))
      told.set(event.source, (told.get(event.source) ?? 0) + 1)
  }
  return [...told].map(([appliance, packages]) =>
    found(
      'updated-in-relationship',
      `${appliance.toUpperCase()} installed ${countText(packages)} ${packages === 1 ? 'package' : 'packages'} while it was in a failover relationship: the guides break it first, so that neither syncs with a version that is not its own.`,
    ),
  )
}
