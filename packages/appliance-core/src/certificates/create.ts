import { type InputOf, limits, type Refusal, refusal } from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { CertificateWork } from '../ports/certificate-work.ts'
import { type Keeping, keepingOf } from './kept.ts'
import { type CertificateJob, certificatesSlice } from './slice.ts'

/** `create-self-signed-certificate` (CRT-01). */
export function createSelfSigned(
  ctx: Context,
  request: PendingRequest<'create-self-signed-certificate'>,
  { names }: InputOf<'create-self-signed-certificate'>,
): void {
  const why = refusalToKeepMore(ctx, keepingOf(ctx))
  if (why === null)
    begin(
      ctx,
      { kind: 'create', request },
      { kind: 'make-self-signed', names, nowMs: boxTimeMs(ctx) },
    )
  else ctx.refuse(request, why)
}

/** `create-certificate-request`: the private key never leaves the box (CRT-01). */
export function createRequest(
  ctx: Context,
  request: PendingRequest<'create-certificate-request'>,
  { names }: InputOf<'create-certificate-request'>,
): void {
  const why = refusalToKeepMore(ctx, keepingOf(ctx))
  if (why === null) begin(ctx, { kind: 'ask', request, names }, { kind: 'make-request', names })
  else ctx.refuse(request, why)
}

export const refusalToKeepMore = (ctx: Context, { kept }: Keeping): Refusal | null =>
  kept.length < limits.certificatesMax
    ? null
    : refusal('too-many-certificates', { appliance: ctx.name, expected: limits.certificatesMax })

/** Hands work to the carrier; {@link CertificateWorkDone} comes back by the request's name. */
export function begin(ctx: Context, job: CertificateJob, work: CertificateWork): void {
  const { request } = job.request
  certificatesSlice.of(ctx).under.set(request, job)
  ctx.emit({ kind: 'certificate-work', request, work })
}
