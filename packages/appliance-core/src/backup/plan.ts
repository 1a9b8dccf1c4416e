import type { LogHead } from '@understudy/shared'
import { boxTimeMs } from '../box/clock.ts'
import type { Context } from '../context.ts'
import type { BackupPlan } from '../ports/backup-file.ts'

export function backupPlanOf(ctx: Context, loggedHistory: boolean): BackupPlan {
  return {
    siteHostname: ctx.config.siteHostname,
    site: ctx.state.software.site,
    guid: ctx.config.guid,
    takenAtMs: boxTimeMs(ctx),
    settings: ctx.store.settings.all().map(({ key, value }) => [key, value]),
    heads: loggedHistory ? ctx.store.logs.heads().filter(({ lastSeq }) => lastSeq > 0) : [],
  }
}

export const sessionsIn = (heads: readonly LogHead[]): number =>
  heads.reduce((sum, { lastSeq }) => sum + lastSeq, 0)
