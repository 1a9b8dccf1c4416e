import type { Epoch, Role } from '@understudy/shared'
import { assert } from '@understudy/shared'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import type { Relationship } from '../durable.ts'
import { beginWatch } from '../failover/watch.ts'
import { claimEnabledAddresses, setSharedAddresses } from '../network/addresses.ts'

/**
 * The only place where a role changes. Every change carries a higher epoch (FO-14) and is in the
 * same transaction as all that rests on it, so it is on disk before anybody is told.
 *
 * | from    | to      | when                                                        |
 * |---------|---------|-------------------------------------------------------------|
 * | none    | primary | establish: the peer has connected back and was validated     |
 * | none    | backup  | establish: the primary says that it has stored its role      |
 * | primary | backup  | swap (first half), or forced                                 |
 * | backup  | primary | swap (second half); failover by hand or by itself             |
 * | any     | none    | break; the peer forgot; establishing not confirmed           |
 */
export function becomePrimary(
  ctx: Context,
  epoch: Epoch,
  relationship: Relationship,
  reason: string,
): void {
  const from = ctx.state.role
  change(ctx, 'primary', epoch, relationship, reason)
  // Within a relationship the shared addresses move with the role (NET-01).
  if (from === 'backup') setSharedAddresses(ctx, ctx.decisions.holdsSharedAddress('primary'))
  // It has them already, by the epoch of before: its own backup's claim would fence it off (FO-14).
  else claimEnabledAddresses(ctx)
}

export function becomeBackup(
  ctx: Context,
  epoch: Epoch,
  relationship: Relationship,
  reason: string,
): void {
  change(ctx, 'backup', epoch, relationship, reason)
  // While it still has the address, its goodbyes arrive (NET-12).
  if (ctx.decisions.usersLeaveBefore('backup'))
    disconnectClients(ctx, 'this appliance became the backup')
  setSharedAddresses(ctx, ctx.decisions.holdsSharedAddress('backup'))
  beginWatch(ctx)
}

export function becomeStandalone(ctx: Context, reason: string): void {
  change(ctx, 'none', ctx.state.epoch + 1, null, reason)
}

/**
 * The peer is at a higher epoch: it is recorded here too (FO-14), and enabled addresses are claimed with it.
 */
export function learnEpoch(ctx: Context, epoch: Epoch): void {
  if (!ctx.decisions.isNewEpoch(epoch, ctx.state.epoch)) return
  ctx.state.epoch = epoch
  ctx.durable.save()
  claimEnabledAddresses(ctx)
}

function change(
  ctx: Context,
  to: Role,
  epoch: Epoch,
  relationship: Relationship | null,
  reason: string,
): void {
  const { state } = ctx
  assert(epoch > state.epoch, () => `epoch ${epoch} must be higher than ${state.epoch}`)
  const from = state.role
  state.role = to
  state.epoch = epoch
  state.relationship = relationship
  // What the old backup said of its watch ends with its role.
  delete state.watchedBy
  delete state.watchTold
  if (to !== 'none') delete state.leaving
  ctx.durable.save()
  ctx.record({ name: 'role-changed', from, to, epoch, reason })
  ctx.signal({ kind: 'role-changed' })
}
