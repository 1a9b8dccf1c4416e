import { type ApplianceStatus, type Epoch, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerVectorOf } from '../link/peer-link.ts'
import { unmergeableIn, whatWouldBeDiscarded } from './discard.ts'
import { learnEpoch } from './roles.ts'
import { type PeerRole, relationshipSlice } from './slice.ts'

/*
 * Two appliances of a relationship in the same role (FO-13): both backup, as an interrupted swap leaves
 * them, or both primary, as when the old primary comes back after a failover by hand. Neither changes by
 * itself; both show it and alert, and nothing is synced until an operator gives one of them the other
 * role.
 */

/** Whether what it says at that epoch is not older than what it has said since, on another link (FO-13). */
export const isNewsOfPeer = (ctx: Context, epoch: Epoch): boolean =>
  ctx.decisions.isNews(epoch, relationshipSlice.of(ctx).peer?.epoch)

/** The peer says its role, in hello and with every probe. */
export function notePeerRole(ctx: Context, { role, epoch, settingsChanged }: PeerRole): void {
  const slice = relationshipSlice.of(ctx)
  if (ctx.state.relationship === null || !isNewsOfPeer(ctx, epoch)) return
  slice.peer = { role, epoch, ...(settingsChanged === undefined ? {} : { settingsChanged }) }
  // Two primaries keep their epochs apart; else both record the higher one (FO-14).
  if (role !== 'primary' || ctx.state.role !== 'primary') learnEpoch(ctx, epoch)
  if (role === 'primary') ctx.signal({ kind: 'rival-seen' })
  const conflict = ctx.decisions.isRoleConflict(ctx.state.role, role, slice.swap !== null)
  if (conflict === slice.inConflict) return
  slice.inConflict = conflict
  if (conflict) tellConflict(ctx, { role, epoch })
  else endConflict(ctx)
}

/** What the peer last said of its role; null = nothing yet. */
export const peerRoleOf = (ctx: Context): PeerRole | null => relationshipSlice.of(ctx).peer

/** What each choice of an operator would lose, before it is made; null = there is no conflict (FO-13). */
export function forecastOf(ctx: Context): NonNullable<ApplianceStatus['relationship']>['forecast'] {
  const { inConflict, peer } = relationshipSlice.of(ctx)
  if (!inConflict) return null
  const theirs = peerVectorOf(ctx)
  const { records, recordings, settings } = whatWouldBeDiscarded(ctx, theirs)
  return {
    thisGivesWay: { records, recordings, settings: settings.length },
    peerGivesWay: {
      records: unmergeableIn(theirs, ctx.store.logs.heads()),
      recordings: null,
      settings: peer?.settingsChanged ?? null,
    },
  }
}

export const isInConflict = (ctx: Context): boolean => relationshipSlice.of(ctx).inConflict

/** The relationship is over, and with it whatever was known of the peer. */
export function forgetPeerRole(ctx: Context): void {
  const slice = relationshipSlice.of(ctx)
  slice.peer = null
  if (slice.inConflict) ctx.record({ name: 'role-conflict-ended', role: ctx.state.role })
  slice.inConflict = false
}

function tellConflict(ctx: Context, peer: PeerRole): void {
  const { role, epoch, relationship } = ctx.state
  const name = relationship?.peerName ?? ''
  ctx.record({ name: 'role-conflict', role, peer: name, epoch, peerEpoch: peer.epoch })
  const remedy =
    role === 'primary'
      ? 'make one of them the backup (Become Backup)'
      : 'make one of them the primary (Become Primary)'
  ctx.record({
    name: 'alert',
    code: 'role-conflict',
    message: `${ctx.name} at epoch ${epoch} and ${name} at epoch ${peer.epoch} are both ${role}; nothing is synced: ${remedy} (FO-13).`,
  })
}

function endConflict(ctx: Context): void {
  const { role } = ctx.state
  ctx.record({ name: 'role-conflict-ended', role })
  ctx.signal({ kind: 'conflict-ended' })
  if (role === 'backup') ctx.setTimer('first-sync', timeouts.firstSyncMs)
}
