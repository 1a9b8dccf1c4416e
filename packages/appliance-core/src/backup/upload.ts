import { type InputOf, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { refusalToOperate } from '../operations/refusal-to-operate.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { ApplianceInput, BackupRead } from '../ports/input.ts'
import { attemptUnderWay } from '../relationship/under-way.ts'
import { contradictionWith } from './contradiction.ts'
import { restore } from './restore.ts'
import { backupSlice } from './slice.ts'

/** `upload-backup`: the carrier reads and checks the whole file first; nothing changes before (BAK-01). */
export function uploadBackup(
  ctx: Context,
  request: PendingRequest<'upload-backup'>,
  { file, passphrase }: InputOf<'upload-backup'>,
): void {
  const slice = backupSlice.of(ctx)
  const why =
    slice.restoring === null
      ? refusalDuringAttempt(ctx)
      : refusal('restore-under-way', { appliance: ctx.name })
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  slice.restoring = request
  const name = request.request
  ctx.emit({ kind: 'read-backup', request: name, file, passphrase: passphrase ?? null })
}

/** The file was read: restored whole, in the transaction of this step, or refused. */
export function onBackupRead(
  ctx: Context,
  input: Extract<ApplianceInput, { kind: 'backup-read' }>,
): void {
  const slice = backupSlice.of(ctx)
  const request = slice.restoring
  if (request === null || request.request !== input.request) return
  slice.restoring = null
  const why = 'refusal' in input ? input.refusal : refusalToRestore(ctx, input.backup)
  if (why !== null) ctx.refuse(request, why)
  else if ('backup' in input) ctx.accept(request, restore(ctx, input.backup))
}

function refusalToRestore(ctx: Context, backup: BackupRead): Refusal | null {
  const { head } = backup
  const { siteHostname } = ctx.config
  const { site } = ctx.state.software
  if (head.siteHostname !== siteHostname)
    return refusal('backup-of-another-site', { found: head.siteHostname, expected: siteHostname })
  if (head.site !== site)
    return refusal('backup-of-another-version', { found: head.site, expected: site })
  // The role may have changed while the file was read.
  const now = refusalToOperate(ctx, 'upload-backup') ?? refusalDuringAttempt(ctx)
  if (now !== null) return now
  const found = contradictionWith(ctx, backup)
  if (found === null) return null
  const { name: appliance } = ctx
  return found.kind === 'log'
    ? refusal('backup-contradicts', { appliance, origin: found.origin })
    : refusal('backup-repeats-lsid', { appliance, lsid: found.lsid })
}

/** What would be lost by establishing was told before; a restore would change it (FO-03). */
const refusalDuringAttempt = (ctx: Context): Refusal | null =>
  attemptUnderWay(ctx) === null ? null : refusal('establishing-under-way', { appliance: ctx.name })
