import { type InputOf, refusal, sameHost } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { factory, findKept, keep, keepingOf } from './kept.ts'
import { addressesOf, servable, warningsHere } from './list.ts'

/** `assign-certificate`: at once, for new connections; those that are open keep what they were shown (CRT-01). */
export function assignCertificate(
  ctx: Context,
  request: PendingRequest<'assign-certificate'>,
  input: InputOf<'assign-certificate'>,
): void {
  const keeping = keepingOf(ctx)
  const { addresses } = ctx.state
  const address = addresses.find((one) => sameHost(one.address, input.address))?.address
  if (address === undefined) {
    const expected = addresses.map((one) => one.address).join(', ')
    const found = input.address
    ctx.refuse(request, refusal('unknown-address', { appliance: ctx.name, found, expected }))
    return
  }
  const { certificate } = input
  const found = servable(ctx, keeping, certificate)
  if (found.facts === undefined) {
    ctx.refuse(request, found.why)
    return
  }
  const { [address]: _, ...others } = keeping.assigned
  const assigned = certificate === factory ? others : { ...others, [address]: certificate }
  keep(ctx, { ...keeping, assigned })
  serveCertificates(ctx)
  const { issuedTo } = found.facts
  const warnings = warningsHere(ctx, found.facts)
  ctx.record({ name: 'certificate-assigned', address, certificate, issuedTo, warnings })
  ctx.accept(request, { certificate, issuedTo, warnings })
}

/** `remove-certificate`: not while it is served. */
export function removeCertificate(
  ctx: Context,
  request: PendingRequest<'remove-certificate'>,
  { certificate }: InputOf<'remove-certificate'>,
): void {
  const keeping = keepingOf(ctx)
  const found = certificate
  if (certificate === factory) {
    ctx.refuse(request, refusal('certificate-stays', { found }))
    return
  }
  if (findKept(keeping, certificate) === undefined) {
    ctx.refuse(request, refusal('no-such-certificate', { appliance: ctx.name, found }))
    return
  }
  const expected = addressesOf(ctx, keeping, certificate).join(', ')
  if (expected !== '') {
    ctx.refuse(request, refusal('certificate-in-use', { found, expected }))
    return
  }
  const kept = keeping.kept.filter(({ id }) => id !== certificate)
  keep(ctx, { ...keeping, kept })
  ctx.record({ name: 'certificate-removed', certificate })
  ctx.accept(request, {})
}

/** After a start: only what was assigned; everything else is served the certificate that the appliance came with. */
export function resumeServing(ctx: Context): void {
  const assigned = Object.keys(keepingOf(ctx).assigned).length
  if (ctx.decisions.isServedAfterStart(assigned)) serveCertificates(ctx)
}

function serveCertificates(ctx: Context): void {
  const keeping = keepingOf(ctx)
  const assigned = Object.entries(keeping.assigned).flatMap(([address, id]) => {
    const one = findKept(keeping, id)
    return one?.kind === 'certificate' ? [{ address, material: one.material }] : []
  })
  ctx.emit({ kind: 'serve-certificates', assigned })
}
