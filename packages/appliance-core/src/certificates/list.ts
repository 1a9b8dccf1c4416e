import {
  type CertificateFacts,
  type CertificateRow,
  type CertificateWarning,
  refusal,
  warningsOf,
} from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { factory, findKept, type Keeping, type Kept, keepingOf } from './kept.ts'

/** `list-certificates`: the one that the appliance came with first (CRT-01). */
export function listCertificates(ctx: Context, request: PendingRequest<'list-certificates'>): void {
  ctx.accept(request, { certificates: rowsOf(ctx) })
}

function rowsOf(ctx: Context): CertificateRow[] {
  const keeping = keepingOf(ctx)
  const { certificate: own } = ctx.config
  const rows = keeping.kept.map((one) => rowOf(ctx, keeping, one.id, factsIn(one), issuedTo(one)))
  return own === undefined ? rows : [rowOf(ctx, keeping, factory, own, own.issuedTo), ...rows]
}

const rowOf = (
  ctx: Context,
  keeping: Keeping,
  certificate: string,
  facts: CertificateFacts | null,
  issuedTo: string,
): CertificateRow => ({
  certificate,
  kind: facts === null ? 'request' : 'certificate',
  issuedTo,
  facts,
  warnings: facts === null ? [] : warningsHere(ctx, facts),
  addresses: addressesOf(ctx, keeping, certificate),
})

const factsIn = (one: Kept): CertificateFacts | null =>
  one.kind === 'request' ? null : one.material.facts

const issuedTo = (one: Kept): string =>
  one.kind === 'request' ? (one.names[0] ?? '') : one.material.facts.issuedTo

/** The appliance's addresses for which that certificate is served. */
export const addressesOf = (
  { state }: Context,
  { assigned }: Keeping,
  certificate: string,
): string[] =>
  state.addresses
    .map(({ address }) => address)
    .filter((address) => (assigned[address] ?? factory) === certificate)

/** What is wrong with that certificate for this site, by the box's own clock unless another time is meant (CRT-02). */
export const warningsHere = (
  ctx: Context,
  facts: CertificateFacts,
  nowMs = boxTimeMs(ctx),
): CertificateWarning[] => [...warningsOf(facts, { siteHostname: ctx.config.siteHostname, nowMs })]

/** The facts of a certificate that can be served; a refusal otherwise. */
export function servable(ctx: Context, keeping: Keeping, id: string) {
  const { certificate: own } = ctx.config
  if (id === factory && own !== undefined) return { facts: own, material: null }
  const one = findKept(keeping, id)
  if (one === undefined)
    return { why: refusal('no-such-certificate', { appliance: ctx.name, found: id }) }
  if (one.kind === 'request') return { why: refusal('certificate-not-issued', { found: id }) }
  return { facts: one.material.facts, material: one.material }
}
