import { type Epoch, type InputOf, refusal, sameHost } from '@understudy/shared'
import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'
import { isSuspended } from '../failover/suspended.ts'
import type { PendingRequest } from '../pending-request.ts'
import { networkSlice } from './slice.ts'

/** `set-address-enabled`: ticks or unticks Enabled (NET-01). */
export function setAddressEnabled(
  ctx: Context,
  request: PendingRequest<'set-address-enabled'>,
  input: InputOf<'set-address-enabled'>,
): void {
  const known = ctx.state.addresses.find((a) => sameHost(a.address, input.address))
  if (known === undefined) {
    const all = ctx.state.addresses.map((a) => a.address).join(', ')
    ctx.refuse(
      request,
      refusal('unknown-address', { appliance: ctx.name, found: input.address, expected: all }),
    )
    return
  }
  setEnabled(ctx, known.address, input.enabled)
  ctx.accept(request, {})
}

/** Enables or disables the shared addresses that move with the role, as a role change does (FO-11). */
export function setSharedAddresses(ctx: Context, enabled: boolean): void {
  const { sharedAddresses: carried } = backupSettingsOf(ctx)
  for (const { address, shared } of ctx.state.addresses)
    if (shared && (carried === null || carried.some((one) => sameHost(one, address))))
      setEnabled(ctx, address, enabled)
}

/** After a start: the network has forgotten us. */
export function claimEnabledAddresses(ctx: Context): void {
  for (const { address, shared, enabled } of ctx.state.addresses)
    if (enabled) claim(ctx, address, shared)
}

/** Lets them go, though they stay enabled: this appliance does not know whether it may still serve (FO-15). */
export function releaseSharedAddresses(ctx: Context): void {
  for (const { address, shared, enabled } of ctx.state.addresses)
    if (shared && enabled) ctx.emit({ kind: 'release-address', address })
}

function claim(ctx: Context, address: string, shared: boolean): void {
  if (!ctx.decisions.mayClaim(shared, isSuspended(ctx))) return
  ctx.emit({ kind: 'claim-address', address, epoch: ctx.state.epoch })
}

/** Somebody else claims one of our addresses, or no longer does (NET-02). */
export function onAddressConflict(ctx: Context, address: string, others: readonly string[]): void {
  const { conflicts } = networkSlice.of(ctx)
  if (ctx.decisions.isAddressConflict(others)) {
    conflicts.set(address, others)
    ctx.record({ name: 'address-conflict', address, others })
  } else if (conflicts.delete(address)) ctx.record({ name: 'address-conflict-ended', address })
}

/** Who else claims that address of ours now (NET-02). */
export const conflictsWith = (ctx: Context, address: string): readonly string[] =>
  networkSlice.of(ctx).conflicts.get(address) ?? []

/** The network fenced us off: another appliance holds the address by a higher epoch (FO-14). */
export function onClaimRefused(ctx: Context, address: string, highest: Epoch): void {
  setEnabled(ctx, address, false)
  ctx.record({
    name: 'alert',
    code: 'claim-refused',
    message: `${address} is held by epoch ${highest}; this appliance's is ${ctx.state.epoch}.`,
  })
}

export function setEnabled(ctx: Context, address: string, enabled: boolean): void {
  const { state } = ctx
  const current = state.addresses.find((a) => a.address === address)
  if (current === undefined || current.enabled === enabled) return
  state.addresses = state.addresses.map((a) => (a.address === address ? { ...a, enabled } : a))
  ctx.durable.save()
  if (enabled) {
    claim(ctx, address, current.shared)
    ctx.record({ name: 'address-enabled', address, epoch: state.epoch })
  } else {
    ctx.emit({ kind: 'release-address', address })
    ctx.record({ name: 'address-disabled', address })
  }
}
