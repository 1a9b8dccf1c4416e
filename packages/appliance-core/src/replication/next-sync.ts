import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'

/** The next sync comes after the interval of this backup's settings (FO-11). */
export function scheduleNextSync(ctx: Context): void {
  const { backupOperations, syncIntervalMs } = backupSettingsOf(ctx)
  if (backupOperations) ctx.setTimer('auto-sync', syncIntervalMs)
  else ctx.clearTimer('auto-sync')
}
