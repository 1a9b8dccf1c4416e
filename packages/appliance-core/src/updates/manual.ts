import {
  compareVersions,
  downloadKeyMs,
  downloadKeySinceBase,
  type InputOf,
  type OpenedPackage,
  refusal,
} from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { beginWork } from './begin-work.ts'
import { refusalOfFile } from './judge.ts'
import { keepUpload } from './uploads.ts'

/** `make-download-key`: bound to this box and to its clock (UPD-04). */
export function makeDownloadKey(ctx: Context, request: PendingRequest<'make-download-key'>): void {
  const { base, site } = ctx.state.software
  if (compareVersions(base, downloadKeySinceBase) < 0) {
    ctx.refuse(request, refusal('no-download-key', { found: base, expected: downloadKeySinceBase }))
    return
  }
  const { name: appliance, guid } = ctx.config
  const issuedAtMs = boxTimeMs(ctx)
  const expiresAtMs = issuedAtMs + downloadKeyMs
  const claims = { appliance, guid, base, site, issuedAtMs, expiresAtMs }
  const seal = { kind: 'seal-key', request: request.request, claims } as const
  beginWork(ctx, { for: 'key', request, expiresAtMs }, seal)
}

/** `upload-update`: nothing is touched before the file was found genuine, whole, for this box and valid (UPD-05). */
export function uploadUpdate(
  ctx: Context,
  request: PendingRequest<'upload-update'>,
  { file }: InputOf<'upload-update'>,
): void {
  const open = { kind: 'open', request: request.request, file } as const
  beginWork(ctx, { for: 'upload', request, file }, open)
}

export function onUploadOpened(
  ctx: Context,
  request: PendingRequest<'upload-update'>,
  file: string,
  opened: OpenedPackage,
): void {
  const why = refusalOfFile(ctx, file, opened)
  if (why !== null || opened.state !== 'genuine') {
    const found = why ?? refusal('package-missing', { found: file })
    ctx.record({
      name: 'update-refused',
      package: file,
      code: found.code,
      message: found.message,
    })
    ctx.refuse(request, found)
    return
  }
  const { file: _, validUntilMs: _until, ...told } = keepUpload(ctx, file, opened)
  ctx.record({ name: 'update-uploaded', package: told.package })
  ctx.accept(request, told)
}
