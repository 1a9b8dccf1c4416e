import type { JumpClientTuple, LinkMessageNamed } from '@understudy/shared'
import { storeRegistry } from '../clients/check-in.ts'
import { adoptJumpClient, findJumpClient } from '../clients/registry.ts'
import type { Context } from '../context.ts'
import type { JumpClient } from '../ports/store.ts'

/** Rows in a frame; all frames together hold at most `limits.jumpClientsMax` rows. */
const frameRows = 2_000

/** The revision of the primary's list that this backup has; 0 = nothing of this primary's. */
export function adoptedJumpClients(ctx: Context, primaryGuid: string): number {
  const { adoptedJumpClients: adopted } = ctx.state
  return adopted?.guid === primaryGuid ? adopted.revision : 0
}

/** Sends the backup what of the list has changed since that revision: the cost follows the change (SYN-05). */
export function sendJumpClients(ctx: Context, link: string, since: number): void {
  storeRegistry(ctx)
  const newest = ctx.store.jumpClients.revision()
  for (let after = ctx.decisions.jumpClientsAfter(since, newest); after < newest; ) {
    const rows = ctx.store.jumpClients.since(after, frameRows)
    after = rows.length < frameRows ? newest : (rows.at(-1)?.revision ?? newest)
    ctx.send(link, { type: 'jump-clients', revision: after, rows: rows.map(tupleOf) })
  }
}

/**
 * Takes over the primary's rows; its own remain if the primary has none of that name. Rows that are the same already
 * are not written, else the two would hand each other's rows back for ever.
 */
export function adoptJumpClients(
  ctx: Context,
  primaryGuid: string,
  message: LinkMessageNamed<'jump-clients'>,
): void {
  storeRegistry(ctx)
  const changed = message.rows.map(rowOf).filter((row) => !isKnown(ctx, row))
  for (const row of changed) adoptJumpClient(ctx, row)
  ctx.store.jumpClients.put(changed)
  ctx.state.adoptedJumpClients = { guid: primaryGuid, revision: message.revision }
  ctx.durable.save()
}

function isKnown(ctx: Context, row: JumpClient): boolean {
  const known = findJumpClient(ctx, row.name)
  return (
    known?.kind === row.kind &&
    known.mode === row.mode &&
    known.version === row.version &&
    known.lastCheckInMs === row.lastCheckInMs
  )
}

const tupleOf = (row: JumpClient): JumpClientTuple => [
  row.name,
  row.kind,
  row.mode,
  row.version,
  row.lastCheckInMs,
]

const rowOf = ([name, kind, mode, version, lastCheckInMs]: JumpClientTuple): JumpClient => ({
  name,
  kind,
  mode,
  version,
  lastCheckInMs,
})
