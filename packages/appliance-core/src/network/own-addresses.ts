import { canonicalAddress, type InputOf, refusal, sameHost } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { setEnabled } from './addresses.ts'

const addressesMax = 64

/** `add-address`: Add New IP (NET-01). Whether somebody else has it shows only once it is enabled. */
export function addAddress(
  ctx: Context,
  request: PendingRequest<'add-address'>,
  input: InputOf<'add-address'>,
): void {
  const address = canonicalAddress(input.address)
  const { addresses } = ctx.state
  const { name: appliance } = ctx
  const why =
    address === null
      ? refusal('no-ip-address', { found: input.address })
      : addresses.some((one) => sameHost(one.address, address))
        ? refusal('address-exists', { appliance, found: address })
        : addresses.length >= addressesMax
          ? refusal('too-many', {
              what: 'addresses',
              found: addresses.length + 1,
              expected: addressesMax,
            })
          : null
  if (why !== null || address === null) {
    ctx.refuse(request, why ?? refusal('no-ip-address', { found: input.address }))
    return
  }
  const { shared, enabled } = input
  ctx.state.addresses = [...addresses, { address, shared, enabled: false }]
  ctx.durable.save()
  ctx.record({ name: 'address-added', address, shared })
  if (enabled) setEnabled(ctx, address, true)
  ctx.accept(request, {})
}

export function removeAddress(
  ctx: Context,
  request: PendingRequest<'remove-address'>,
  input: InputOf<'remove-address'>,
): void {
  const { addresses } = ctx.state
  const { name: appliance } = ctx
  const known = addresses.find((one) => sameHost(one.address, input.address))
  const others = addresses.filter((one) => one !== known && !one.shared)
  const why =
    known === undefined
      ? refusal('unknown-address', {
          appliance,
          found: input.address,
          expected: addresses.map(({ address }) => address).join(', '),
        })
      : !known.shared && others.length === 0
        ? refusal('last-address', { appliance, found: known.address })
        : null
  if (known === undefined || why !== null) {
    if (why !== null) ctx.refuse(request, why)
    return
  }
  setEnabled(ctx, known.address, false)
  ctx.state.addresses = ctx.state.addresses.filter((one) => !sameHost(one.address, known.address))
  ctx.durable.save()
  ctx.record({ name: 'address-removed', address: known.address })
  ctx.accept(request, {})
}
