import { addToDigest, digestsEqual, emptyDigest, type LogHead } from '@understudy/shared'
import type { Context } from '../context.ts'
import { headOf } from '../log/append.ts'
import { digestTextsOf, digestUpTo, headIn, rowOf } from '../log/vector.ts'
import type { BackupRead } from '../ports/input.ts'
import { recordsIn } from './records.ts'

/*
 * Whether what is in a backup and what is on this appliance go together. Logs are never rewritten: a restore can only
 * continue them (DESIGN 6).
 */

/** Why they do not: other sessions in one log, or under one LSID; null = they do. */
export type Contradiction =
  | { readonly kind: 'log'; readonly origin: string }
  | { readonly kind: 'lsid'; readonly lsid: string }

export function contradictionWith(ctx: Context, backup: BackupRead): Contradiction | null {
  const origin = contradictingOrigin(ctx, backup)
  if (origin !== null) return { kind: 'log', origin }
  const lsid = repeatedLsid(ctx, backup)
  return lsid === null ? null : { kind: 'lsid', lsid }
}

/**
 * The first LSID of the sessions to be added that another session has here. Before 10.6 each appliance counts by itself
 * (API-01): a backup that has taken over gives numbers again that its primary gave since the last sync.
 */
function repeatedLsid(ctx: Context, { contents, pieces }: BackupRead): string | null {
  const { store } = ctx
  const longer = contents.heads.filter(
    ({ origin, legacy, lastSeq }) => legacy && lastSeq > headOf(store, origin, legacy).lastSeq,
  )
  const isTaken = lsidsTaken(ctx)
  if (longer.length === 0 || isTaken === null) return null
  let log: LogHead | null = null
  for (const piece of pieces())
    for (const record of recordsIn(piece)) {
      if (record.kind === 'log')
        log = record.legacy ? headOf(store, record.origin, record.legacy) : null
      else if (record.kind === 'row' && log !== null && record.row[0] > log.lastSeq) {
        const [, lsid] = record.row
        if (isTaken(lsid)) return lsid
      }
    }
  return null
}

/** Whether a session here has that LSID, also one under way, which is in no log yet; null = none has one that could be repeated. */
function lsidsTaken({ store }: Context): ((lsid: string) => boolean) | null {
  const begun = new Set(store.activeSessions.all().map(({ lsid }) => lsid))
  const hasLegacy = store.logs.heads().some(({ legacy, lastSeq }) => legacy && lastSeq > 0)
  if (!hasLegacy && begun.size === 0) return null
  return (lsid) => begun.has(lsid) || store.sessions.byLsid(lsid).length > 0
}

/**
 * The origin of a log of which this appliance holds other sessions than the backup under the same numbers; null = the
 * two go together.
 */
function contradictingOrigin(ctx: Context, { contents, pieces }: BackupRead): string | null {
  const { store } = ctx
  const ours = contents.heads.map(({ origin, legacy }) => headOf(store, origin, legacy))
  const longer = (head: LogHead, i: number): boolean => head.lastSeq > (ours[i]?.lastSeq ?? 0)
  const begun = contents.heads.filter((head, i) => longer(head, i) && (ours[i]?.lastSeq ?? 0) > 0)
  for (const [i, head] of contents.heads.entries()) {
    const own = ours[i]
    if (own === undefined || longer(head, i)) continue
    if (!digestsEqual(digestUpTo(store, own, head.lastSeq), head.digest)) return head.origin
  }
  // Only where a log is to be continued are the backup's own rows read for it.
  return begun.length === 0 ? null : contradictionIn(pieces(), ours)
}

function contradictionIn(pieces: Iterable<string>, ours: readonly LogHead[]): string | null {
  let log: LogHead | undefined
  let digest = emptyDigest
  for (const piece of pieces)
    for (const record of recordsIn(piece)) {
      if (record.kind === 'log') {
        log = headIn(ours, record.origin, record.legacy)
        digest = emptyDigest
      } else if (record.kind === 'row' && log !== undefined && record.row[0] <= log.lastSeq) {
        digest = addToDigest(digest, ...digestTextsOf(rowOf(log.origin, log.legacy, record.row)))
        if (record.row[0] === log.lastSeq && !digestsEqual(digest, log.digest)) return log.origin
      }
    }
  return null
}
