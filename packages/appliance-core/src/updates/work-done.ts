import { unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { UpdateWorkDone } from '../ports/update-work.ts'
import { onChecked } from './check.ts'
import { onPackageDownloaded } from './install.ts'
import { installationRequest, onPackageOpened, onUnpacked } from './installation.ts'
import { onUploadOpened } from './manual.ts'
import { updatesSlice, type Waiting } from './slice.ts'

export function onUpdateWorkDone(ctx: Context, done: UpdateWorkDone): void {
  if (done.kind === 'unpacked') {
    onUnpacked(ctx, done.trouble)
    return
  }
  if (done.kind === 'opened' && done.request === installationRequest) {
    onPackageOpened(ctx, done.opened)
    return
  }
  const { waiting } = updatesSlice.of(ctx)
  const one = waiting.get(done.request)
  // It came too late, and was refused.
  if (one === undefined) return
  waiting.delete(done.request)
  if (waiting.size === 0) ctx.clearTimer('update-server')
  answer(ctx, one, done)
}

function answer(
  ctx: Context,
  one: Waiting,
  done: Exclude<UpdateWorkDone, { kind: 'unpacked' }>,
): void {
  switch (done.kind) {
    case 'asked':
      if (one.for === 'check') onChecked(ctx, one.request, done.outcome)
      else if (one.for === 'download') onPackageDownloaded(ctx, one, done.outcome)
      return
    case 'opened':
      if (one.for === 'upload') onUploadOpened(ctx, one.request, one.file, done.opened)
      return
    case 'sealed':
      if (one.for !== 'key') return
      ctx.record({ name: 'download-key-made', expiresAtMs: one.expiresAtMs })
      ctx.accept(one.request, { key: done.key, expiresAtMs: one.expiresAtMs })
      return
    default:
      unreachable(done)
  }
}
