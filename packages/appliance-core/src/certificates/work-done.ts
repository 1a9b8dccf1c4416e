import { type CertificateFacts, type OutputOf, refusal, unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import { refusalToOperate } from '../operations/refusal-to-operate.ts'
import type { CertificateMaterial, CertificateWorkDone } from '../ports/certificate-work.ts'
import { refusalToKeepMore } from './create.ts'
import { type Keeping, keep, keepingOf, keepNew } from './kept.ts'
import { warningsHere } from './list.ts'
import { type CertificateJob, certificatesSlice } from './slice.ts'

type Done<K extends CertificateWorkDone['kind']> = Extract<CertificateWorkDone, { kind: K }>
type Job<K extends CertificateJob['kind']> = Extract<CertificateJob, { kind: K }>
type Made = OutputOf<'import-certificate'>

/** The carrier has done it; whatever is kept is kept whole, in the transaction of this step. */
export function onCertificateWorkDone(
  ctx: Context,
  request: string,
  done: CertificateWorkDone,
): void {
  const { under } = certificatesSlice.of(ctx)
  const job = under.get(request)
  if (job === undefined) return
  under.delete(request)
  if (done.kind === 'refused') {
    ctx.refuse(job.request, done.refusal)
    return
  }
  // Role and state may have changed while the carrier worked, and others may have come in.
  const why =
    refusalToOperate(ctx, job.request.operation) ??
    (needsRoom(ctx, done) ? refusalToKeepMore(ctx, keepingOf(ctx)) : null)
  if (why !== null) ctx.refuse(job.request, why)
  else conclude(ctx, job, done)
}

/** Whether one more is kept afterwards than before: a certificate takes the place of its request. */
function needsRoom(ctx: Context, done: CertificateWorkDone): boolean {
  if (done.kind === 'file-written') return false
  return done.kind !== 'file-read' || requestFor(keepingOf(ctx), done.found.facts) === undefined
}

const requestFor = ({ kept }: Keeping, { publicKey }: CertificateFacts) =>
  kept.find((one) => one.kind === 'request' && one.material.publicKey === publicKey)

function conclude(ctx: Context, job: CertificateJob, done: CertificateWorkDone): void {
  switch (job.kind) {
    case 'create':
      if (done.kind === 'self-signed-made') onSelfSigned(ctx, job, done)
      return
    case 'ask':
      if (done.kind === 'request-made') onRequestMade(ctx, job, done)
      return
    case 'export':
      if (done.kind === 'file-written') onWritten(ctx, job, done)
      return
    case 'import':
      if (done.kind === 'file-read') onFileRead(ctx, job, done)
      return
    default:
      unreachable(job)
  }
}

function onSelfSigned(
  ctx: Context,
  { request }: Job<'create'>,
  { material }: Done<'self-signed-made'>,
): void {
  const id = keepNew(ctx, keepingOf(ctx), { kind: 'certificate', material })
  ctx.record({ name: 'certificate-created', certificate: id, issuedTo: material.facts.issuedTo })
  ctx.accept(request, madeOf(ctx, id, material))
}

function onRequestMade(
  ctx: Context,
  { request, names }: Job<'ask'>,
  { material, file, sizeBytes }: Done<'request-made'>,
): void {
  const id = keepNew(ctx, keepingOf(ctx), { kind: 'request', names, material })
  ctx.record({ name: 'certificate-requested', certificate: id, names })
  ctx.accept(request, { certificate: id, file, sizeBytes })
}

function onWritten(
  ctx: Context,
  { request, input: { certificate, privateKey = true }, encrypted }: Job<'export'>,
  { file, sizeBytes }: Done<'file-written'>,
): void {
  ctx.record({ name: 'certificate-exported', certificate, privateKey, encrypted })
  const warning =
    privateKey && !encrypted
      ? 'THE PRIVATE KEY IS IN THIS FILE WITHOUT A PASSPHRASE: whoever gets the file can pass for this site. Export it again with one.'
      : ''
  ctx.accept(request, { certificate, file, sizeBytes, encrypted, warning })
}

function onFileRead(ctx: Context, { request }: Job<'import'>, { found }: Done<'file-read'>): void {
  const keeping = keepingOf(ctx)
  const { facts } = found
  const held = keeping.kept.find(
    (one) => one.kind === 'certificate' && one.material.facts.fingerprint === facts.fingerprint,
  )
  if (held !== undefined || ctx.config.certificate?.fingerprint === facts.fingerprint) {
    ctx.refuse(request, refusal('certificate-exists', { found: held?.id ?? 'factory' }))
    return
  }
  const asked = requestFor(keeping, facts)
  const keyPem = found.keyPem ?? asked?.material.keyPem
  if (keyPem === undefined) {
    ctx.refuse(request, refusal('certificate-key-missing', { found: facts.issuedTo }))
    return
  }
  const material: CertificateMaterial = { ...found, keyPem }
  const id = asked?.id ?? keepNew(ctx, keeping, { kind: 'certificate', material })
  if (asked !== undefined) {
    const kept = keeping.kept.map((one) =>
      one === asked ? ({ id, kind: 'certificate', material } as const) : one,
    )
    keep(ctx, { ...keeping, kept })
  }
  const made = madeOf(ctx, id, material)
  const { issuedTo, warnings } = made
  ctx.record({ name: 'certificate-imported', certificate: id, issuedTo, warnings })
  ctx.accept(request, made)
}

const madeOf = (ctx: Context, certificate: string, { facts }: CertificateMaterial): Made => ({
  certificate,
  issuedTo: facts.issuedTo,
  warnings: warningsHere(ctx, facts),
})
