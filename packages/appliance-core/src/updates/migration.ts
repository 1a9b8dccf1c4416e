import { capabilitiesOf, parseJson, type SoftwarePackage } from '@understudy/shared'
import type { Context } from '../context.ts'

/*
 * 10.6 keeps sessions in another shape: their LSID is a text of up to 32 characters, no integer (API-01). Before the switch
 * every stored session is looked at, a batch a transaction, and how far is noted; the version that still runs does not
 * read that note.
 */

const noteKey = 'migration'
const batchRows = 1_000

interface Note {
  readonly cursor: number
  readonly rows: number
}

/** `done` at once if the new version keeps sessions as the old one does; `found`: a session that cannot be taken over. */
export function migrateSome(
  ctx: Context,
  { kind, version }: SoftwarePackage,
): 'more' | 'done' | { readonly found: string } {
  if (kind !== 'site' || capabilitiesOf(version).lsid === ctx.capabilities.lsid) return 'done'
  const { cursor, rows } = noteOf(ctx)
  const page = ctx.store.sessions.page(cursor, batchRows)
  const strange = page.find(({ row }) => row.legacy && !/^[0-9]{1,32}$/.test(row.lsid))
  if (strange !== undefined)
    return { found: `the stored session ${strange.row.lsid} has no LSID that ${version} can keep` }
  const migrated = rows + page.filter(({ row }) => row.legacy).length
  const last = page.at(-1)
  if (last !== undefined)
    ctx.store.values.put(noteKey, JSON.stringify({ cursor: last.cursor, rows: migrated }))
  if (page.length === batchRows) return 'more'
  ctx.record({ name: 'stored-data-migrated', rows: migrated })
  return 'done'
}

export function forgetMigration(ctx: Context): void {
  if (ctx.store.values.get(noteKey) !== undefined) ctx.store.values.remove(noteKey)
}

function noteOf(ctx: Context): Note {
  const text = ctx.store.values.get(noteKey)
  return text === undefined ? { cursor: 0, rows: 0 } : (parseJson(text) as Note)
}
