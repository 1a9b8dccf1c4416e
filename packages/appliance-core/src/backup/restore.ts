import type { JumpClientTuple, OutputOf } from '@understudy/shared'
import { storeRegistry } from '../clients/check-in.ts'
import { adoptJumpClient, findJumpClient } from '../clients/registry.ts'
import type { Context } from '../context.ts'
import { headOf } from '../log/append.ts'
import { rowOf } from '../log/vector.ts'
import type { BackupRead } from '../ports/input.ts'
import type { JumpClient, SessionRow } from '../ports/store.ts'
import { noteNumbers } from '../sessions/numbers.ts'
import { recordsIn } from './records.ts'

/** Rows that are handed to the store at once. */
const rowsAtOnce = 1_000

/**
 * Settings are replaced by the backup's; sessions and Jump Clients that are not here are added, and what is here
 * stays: it is newer, or the same. What the backup has is on disk afterwards, also what had only been noted here until now.
 */
export function restore(ctx: Context, backup: BackupRead): OutputOf<'upload-backup'> {
  const { head, contents, pieces } = backup
  const { store } = ctx
  storeRegistry(ctx)
  const before = store.totals()
  const history = new HistoryWriter(ctx)
  let jumpClients = 0
  for (const piece of pieces())
    for (const record of recordsIn(piece)) {
      if (record.kind === 'settings') replaceSettings(ctx, record.settings)
      else if (record.kind === 'jump-clients') jumpClients += addJumpClients(ctx, record.rows)
      else if (record.kind === 'log') history.begin(record.origin, record.legacy)
      else if (record.kind === 'row') history.add(record.row)
    }
  history.flush()
  for (const one of contents.heads)
    if (one.lastSeq > headOf(store, one.origin, one.legacy).lastSeq) store.logs.putHead(one)
  ctx.durable.save()
  const after = store.totals()
  const sessions = after.sessions - before.sessions
  const { siteHostname, site, takenAtMs } = head
  const { settings } = contents
  ctx.record({ name: 'backup-restored', takenAtMs, settings, sessions, jumpClients })
  return {
    siteHostname,
    site,
    takenAtMs,
    settings,
    jumpClients,
    sessions,
    recordingsMissing: Math.max(0, after.blobsMissing - before.blobsMissing),
  }
}

/** Those that say something else here, or are unknown to the backup, are told as lost (SYN-02). */
function replaceSettings(ctx: Context, settings: readonly (readonly [string, string])[]): void {
  const { state, store } = ctx
  const wanted = new Map(settings)
  const lost: string[] = []
  for (const { key, value } of store.settings.all()) {
    if (wanted.get(key) === value) continue
    lost.push(key)
    if (ctx.decisions.isLeftOut(wanted.has(key))) store.settings.remove(key)
  }
  state.settingsRevision += 1
  for (const [key, value] of wanted)
    if (ctx.decisions.isReplaced(store.settings.get(key)?.value, value))
      store.settings.put({ key, value, revision: state.settingsRevision })
  if (lost.length > 0) ctx.record({ name: 'settings-lost', keys: lost })
  ctx.signal({ kind: 'settings-replaced' })
}

/** Returns how many were not known. */
function addJumpClients(ctx: Context, rows: readonly JumpClientTuple[]): number {
  const unknown = rows
    .map(jumpClientOf)
    .filter(({ name }) => findJumpClient(ctx, name) === undefined)
  for (const one of unknown) adoptJumpClient(ctx, one)
  if (unknown.length > 0) ctx.store.jumpClients.put(unknown)
  return unknown.length
}

const jumpClientOf = ([name, kind, mode, version, lastCheckInMs]: JumpClientTuple): JumpClient => ({
  name,
  kind,
  mode,
  version,
  lastCheckInMs,
})

/** Continues logs with the rows that are not here yet. Their heads are the caller's. */
class HistoryWriter {
  readonly #ctx: Context
  #log = { origin: '', legacy: false, lastSeq: 0 }
  #rows: SessionRow[] = []

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  begin(origin: string, legacy: boolean): void {
    this.flush()
    this.#log = headOf(this.#ctx.store, origin, legacy)
  }

  add(tuple: Parameters<typeof rowOf>[2]): void {
    const { origin, legacy, lastSeq } = this.#log
    if (tuple[0] <= lastSeq) return
    this.#rows.push(rowOf(origin, legacy, tuple))
    if (this.#rows.length === rowsAtOnce) this.flush()
  }

  flush(): void {
    this.#ctx.store.sessions.append(this.#rows, false)
    noteNumbers(this.#ctx, this.#rows)
    this.#rows = []
  }
}
