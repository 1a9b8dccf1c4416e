import { limits } from '@understudy/shared'
import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'
import type { RunningSync } from './running-sync.ts'

/*
 * The bandwidth limit of this backup (SYN-05): each pull waits until the bytes so far are within the limit.
 * Recordings travel outside the core; their carriers are told the rate.
 */

/** Bytes a second; null = no limit. */
export function syncRateOf(ctx: Context): number | null {
  const { kilobytesPerSecond } = backupSettingsOf(ctx)
  return kilobytesPerSecond === null ? null : kilobytesPerSecond * 1_000
}

/** How many pulls may be under way: with a limit the next one is asked for only when it is due. */
export const pullsAheadOf = (ctx: Context): number =>
  syncRateOf(ctx) === null ? limits.batchBytes / limits.batchFrameBytes : 1

/** How much a pull asks for: with a limit about a second's worth. */
export const pullBytesOf = (ctx: Context): number =>
  Math.min(limits.batchFrameBytes, syncRateOf(ctx) ?? limits.batchFrameBytes)

/** How long the next pull has to wait. */
export function paceDelayMs(ctx: Context, sync: RunningSync): number {
  const rate = syncRateOf(ctx)
  if (rate === null) return 0
  return Math.max(0, Math.ceil(sync.startedAtMs + (sync.bytesReceived / rate) * 1_000 - ctx.nowMs))
}
