import type { InputOf } from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import { storeRegistry } from '../clients/check-in.ts'
import { registryOf } from '../clients/registry.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { ApplianceInput } from '../ports/input.ts'
import { backupPlanOf, sessionsIn } from './plan.ts'
import { backupSlice } from './slice.ts'

/** `download-backup`: what is to be in it is noted now; the carrier writes the file (BAK-01). */
export function downloadBackup(
  ctx: Context,
  request: PendingRequest<'download-backup'>,
  { passphrase, loggedHistory = false }: InputOf<'download-backup'>,
): void {
  storeRegistry(ctx)
  const plan = backupPlanOf(ctx, loggedHistory)
  backupSlice.of(ctx).writing.set(request.request, {
    request,
    takenAtMs: boxTimeMs(ctx),
    settings: plan.settings.length,
    sessions: sessionsIn(plan.heads),
    encrypted: passphrase !== undefined,
  })
  ctx.emit({
    kind: 'write-backup',
    request: request.request,
    plan,
    passphrase: passphrase ?? null,
  })
}

/** The carrier has written it, or could not. */
export function onBackupWritten(
  ctx: Context,
  input: Extract<ApplianceInput, { kind: 'backup-written' }>,
): void {
  const { writing } = backupSlice.of(ctx)
  const one = writing.get(input.request)
  if (one === undefined) return
  writing.delete(input.request)
  const { request, takenAtMs, settings, sessions, encrypted } = one
  if ('refusal' in input) {
    ctx.refuse(request, input.refusal)
    return
  }
  const { file, sizeBytes } = input
  ctx.record({ name: 'backup-downloaded', settings, sessions, encrypted, bytes: sizeBytes })
  ctx.accept(request, {
    file,
    siteHostname: ctx.config.siteHostname,
    site: ctx.state.software.site,
    takenAtMs,
    sizeBytes,
    encrypted,
    settings,
    jumpClients: registryOf(ctx).known.size,
    sessions,
    storedSessions: ctx.store.totals().sessions,
  })
}
