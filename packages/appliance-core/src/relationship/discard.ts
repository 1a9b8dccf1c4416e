import type { LogHead } from '@understudy/shared'
import { deskOf } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import { headIn } from '../log/vector.ts'
import { settingsChangedHere } from '../settings/changed-here.ts'

/*
 * What an appliance would lose by becoming the backup of another (FO-03, SYN-02, SYN-04): decided by what the two
 * hold, no matter who has an address enabled or what any clock says.
 */

export interface Discard {
  /** Records that do not merge and that the other does not have; sessions under way count too. */
  readonly records: number
  /** Recordings of these. */
  readonly recordings: number
  /** Keys of settings that were changed here since the last sync: the primary's overwrite them. */
  readonly settings: readonly string[]
}

/** What this appliance holds that a primary with that vector would not take over. */
export function whatWouldBeDiscarded(ctx: Context, primary: readonly LogHead[]): Discard {
  const heads = ctx.store.logs.heads()
  const underWay = ctx.capabilities.sessionsMerge ? 0 : deskOf(ctx).active.size
  return {
    records: unmergeableIn(heads, primary) + underWay,
    recordings: recordingsIn(ctx, heads, primary),
    settings: settingsChangedHere(ctx),
  }
}

/** Says beforehand what the sync with that primary will replace, if anything. */
export function announceOverwrite(
  ctx: Context,
  to: string,
  primary: readonly LogHead[],
  why: string,
): void {
  const discard = whatWouldBeDiscarded(ctx, primary)
  if (discard.records === 0 && discard.settings.length === 0) return
  ctx.record({ name: 'overwrite-announced', to, ...discard, why })
}

/** How many records of `backup` a primary that holds `primary` replaces: those of logs that do not merge. */
export function unmergeableIn(backup: readonly LogHead[], primary: readonly LogHead[]): number {
  let records = 0
  for (const { origin, legacy, lastSeq } of backup)
    if (legacy) records += Math.max(0, lastSeq - (headIn(primary, origin, true)?.lastSeq ?? 0))
  return records
}

function recordingsIn(
  ctx: Context,
  backup: readonly LogHead[],
  primary: readonly LogHead[],
): number {
  let recordings = 0
  for (const { origin, legacy, lastSeq } of backup) {
    if (!legacy) continue
    for (let at = headIn(primary, origin, true)?.lastSeq ?? 0; at < lastSeq; ) {
      const rows = ctx.store.sessions.after(origin, true, at, 1024 * 1024)
      recordings += rows.filter((row) => row.recording !== '').length
      at = rows.at(-1)?.seq ?? lastSeq
    }
  }
  return recordings
}
