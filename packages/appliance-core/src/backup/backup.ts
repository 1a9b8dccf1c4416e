import type { BackupDocument } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { settingsOf } from '../settings/settings.ts'

/** `download-backup`: the site's settings without logged history; nothing of /appliance, no key (BAK-01). */
export function downloadBackup(ctx: Context, request: PendingRequest<'download-backup'>): void {
  const settings = settingsOf(ctx)
  const document: BackupDocument = {
    format: 'understudy-backup-1',
    guid: ctx.config.guid,
    siteHostname: ctx.config.siteHostname,
    site: ctx.state.software.site,
    takenAtMs: ctx.nowMs,
    settings,
    storedSessions: ctx.store.totals().sessions,
  }
  ctx.record({
    name: 'backup-downloaded',
    settings: Object.keys(settings).length,
    bytes: JSON.stringify(document).length,
  })
  ctx.accept(request, document)
}
