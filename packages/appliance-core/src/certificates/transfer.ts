import type { InputOf } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { begin } from './create.ts'
import { keepingOf } from './kept.ts'
import { servable } from './list.ts'

/** `export-certificate`: for the other box, and as best practice before updates (CRT-01). */
export function exportCertificate(
  ctx: Context,
  request: PendingRequest<'export-certificate'>,
  input: InputOf<'export-certificate'>,
): void {
  const found = servable(ctx, keepingOf(ctx), input.certificate)
  if (found.facts === undefined) {
    ctx.refuse(request, found.why)
    return
  }
  const { passphrase = null, ...asked } = input
  const { format = 'pkcs12', algorithms = 'new', privateKey = true, chain = true } = asked
  const encrypted = privateKey && passphrase !== null
  begin(
    ctx,
    { kind: 'export', request, input: { ...asked, privateKey }, encrypted },
    {
      kind: 'write-file',
      material: found.material,
      form: { format, algorithms, privateKey, chain, passphrase },
    },
  )
}

/** `import-certificate`: the file is read and judged first; nothing changes before (CRT-01, SEC-03). */
export function importCertificate(
  ctx: Context,
  request: PendingRequest<'import-certificate'>,
  { file, passphrase }: InputOf<'import-certificate'>,
): void {
  begin(
    ctx,
    { kind: 'import', request },
    { kind: 'read-file', file, passphrase: passphrase ?? null },
  )
}
