import {
  type ApplianceStatus,
  type InputOf,
  isoTimeOf,
  type JumpClientRow,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { JumpClient } from '../ports/store.ts'
import { storeRegistry } from './check-in.ts'
import { csvOf } from './csv.ts'
import { deskOf, namedConnection } from './desk.ts'
import { registryOf } from './registry.ts'
import { standingOf } from './standing.ts'

const pageRowsMax = 1_000

/** `list-jump-clients`: a page, by name; `next` is null at the end. */
export function listJumpClients(
  ctx: Context,
  request: PendingRequest<'list-jump-clients'>,
  input: InputOf<'list-jump-clients'>,
): void {
  storeRegistry(ctx)
  const limit = input.limit ?? 100
  const page = ctx.store.jumpClients.page(input.after ?? '', limit)
  ctx.accept(request, {
    jumpClients: page.map((one) => rowOf(ctx, one)),
    next: page.length < limit ? null : (page.at(-1)?.name ?? null),
  })
}

const columns = [
  'Name',
  'Kind',
  'Connection Type',
  'Version',
  'Status',
  'Status Details',
  'Last Check-In',
]

/**
 * `export-jump-clients`: the whole list, at most `limits.jumpClientsMax` lines, as CSV text. After an
 * update all is well when every date is later than it (CLI-04).
 */
export function exportJumpClients(
  ctx: Context,
  request: PendingRequest<'export-jump-clients'>,
): void {
  storeRegistry(ctx)
  const lines: (readonly string[])[] = [columns]
  for (let after = '', more = true; more; ) {
    const page = ctx.store.jumpClients.page(after, pageRowsMax)
    for (const one of page) lines.push(lineOf(rowOf(ctx, one)))
    after = page.at(-1)?.name ?? ''
    more = page.length === pageRowsMax
  }
  ctx.accept(request, { csv: csvOf(lines), count: lines.length - 1 })
}

/** What `status` shows of them. Counts versions, not clients: cheap however many there are. */
export function countJumpClients(ctx: Context): ApplianceStatus['jumpClients'] {
  const { counts } = deskOf(ctx)
  let upgradePending = 0
  let stranded = 0
  for (const [version, count] of registryOf(ctx).versions) {
    const standing = standingOf(ctx, version)
    if (standing === 'upgrade-pending') upgradePending += count
    else if (standing === 'stranded') stranded += count
  }
  const online = counts['jump-client'] + counts.jumpoint
  return { known: registryOf(ctx).known.size, online, upgradePending, stranded }
}

function rowOf(ctx: Context, { lastCheckInMs, ...one }: JumpClient): JumpClientRow {
  const connection = namedConnection(deskOf(ctx), one.kind, one.name)
  return {
    ...one,
    state: connection === undefined || connection.upgrading ? 'offline' : 'online',
    detail: standingOf(ctx, one.version),
    lastCheckInMs: lastCheckInMs === 0 ? null : lastCheckInMs,
  }
}

const lineOf = (row: JumpClientRow): readonly string[] => [
  row.name,
  row.kind,
  row.mode,
  row.version,
  row.state,
  row.detail,
  row.lastCheckInMs === null ? 'never' : isoTimeOf(row.lastCheckInMs),
]
