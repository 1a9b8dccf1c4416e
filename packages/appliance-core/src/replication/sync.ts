import {
  type LinkMessageNamed,
  type LogHead,
  limits,
  type SyncTrigger,
  timeouts,
  unreachable,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import { isInConflict } from '../relationship/conflict.ts'
import { finishSync } from './finish.ts'
import { adoptedJumpClients, adoptJumpClients } from './jump-clients.ts'
import { discardUnmergeable } from './legacy-gap.ts'
import { scheduleNextSync } from './next-sync.ts'
import { paceDelayMs, pullBytesOf, pullsAheadOf, syncRateOf } from './pace.ts'
import { onBlobsFailedFromBackup, onBlobsFetchedFromBackup } from './primary.ts'
import { recordProgress, tellSyncProgress } from './progress.ts'
import { applyRows } from './pulls.ts'
import type { RunningSync } from './running-sync.ts'
import { adoptedRevision, adoptSettings } from './settings.ts'
import { replicationSlice } from './slice.ts'

/*
 * A sync, led by the backup (FO-07, SYN-05):
 *   backup                                   primary
 *   sync-begin {my vector}             ->    pulls from me what it lacks (SYN-03), then
 *                                      <-    jump-clients {those that changed} ...
 *                                      <-    sync-settings {its settings, its vector}
 *   takes the settings, discards what does not merge (SYN-02, SYN-04)
 *   pull {vector} ... until no more    <->   rows ..., pull-end
 *   fetches the recordings that are missing, by hash
 *   sync-compare {vector, digests}     ->
 *                                      <-    sync-compared {agree}
 */

/** Starts a sync over the relationship's link, which must be up; false = it cannot start now. */
export function startSync(ctx: Context, trigger: SyncTrigger): boolean {
  const { state } = ctx
  const slice = replicationSlice.of(ctx)
  const link = peerLinkOf(ctx)
  if (link === null || slice.sync !== null || state.role !== 'backup') return false
  if (!ctx.decisions.maySync(peerPackageDiffers(ctx), isInConflict(ctx))) return false
  const peer = state.relationship?.peerGuid ?? ''
  slice.interruptedSync = null
  slice.sync = {
    trigger,
    startedAtMs: ctx.nowMs,
    link,
    progressAtMs: ctx.nowMs,
    toldAtMs: ctx.nowMs,
    phase: 'primary-pulls',
    pull: 0,
    pullsEnded: 0,
    exhausted: false,
    recordsReceived: 0,
    recordsSent: 0,
    bytesReceived: 0,
    blobsReceived: 0,
    blobsPending: 0,
  }
  ctx.clearTimer('first-sync')
  ctx.clearTimer('auto-sync')
  ctx.setTimer('sync-stall', timeouts.syncStallMs)
  ctx.record({ name: 'sync-started', trigger })
  ctx.send(link, {
    type: 'sync-begin',
    vector: [...ctx.store.logs.heads()],
    settingsRevision: adoptedRevision(ctx, peer),
    jumpClientsRevision: adoptedJumpClients(ctx, peer),
    trigger,
  })
  return true
}

/** The primary holds all of ours; its settings and vector. */
function onSyncSettings(
  ctx: Context,
  sync: RunningSync,
  message: LinkMessageNamed<'sync-settings'>,
): void {
  sync.recordsSent = message.recordsTaken
  adoptSettings(ctx, ctx.state.relationship?.peerGuid ?? '', message)
  discardUnmergeable(ctx, message.vector)
  sync.phase = 'pulling'
  pullMore(ctx, sync, [...ctx.store.logs.heads()])
  // While one answer is applied, the next one is read and sent.
  while (sync.pull < pullsAheadOf(ctx)) pullMore(ctx, sync, null)
}

function onRows(ctx: Context, sync: RunningSync, frame: LinkMessageNamed<'rows'>): void {
  if (sync.phase !== 'pulling' || frame.pull !== sync.pullsEnded + 1) return
  const applied = applyRows(ctx, frame)
  if (applied === null) {
    failSync(ctx, sync, 'the primary sent rows that do not continue the log')
    return
  }
  sync.recordsReceived += applied
  for (const row of frame.rows) sync.bytesReceived += row[6].length
  recordProgress(ctx, sync)
}

function onPullEnd(ctx: Context, sync: RunningSync, message: LinkMessageNamed<'pull-end'>): void {
  if (sync.phase !== 'pulling' || message.pull !== sync.pullsEnded + 1) return
  sync.pullsEnded = message.pull
  if (!message.more) sync.exhausted = true
  if (!sync.exhausted) pullInTime(ctx, sync)
  else if (sync.pullsEnded === sync.pull) fetchMissingBlobs(ctx, sync)
}

/** Recordings have become durable here, on the side that leads the sync or on the one that serves it. */
export function onBlobsFetched(ctx: Context, names: readonly string[], bytes: number): void {
  const { sync, served } = replicationSlice.of(ctx)
  ctx.store.blobs.markPresent(names)
  tellSyncProgress(ctx)
  if (served !== null && served.blobsPending > 0)
    onBlobsFetchedFromBackup(ctx, served, names.length)
  if (sync?.phase !== 'fetching-blobs') return
  sync.blobsReceived += names.length
  sync.bytesReceived += bytes
  sync.blobsPending -= names.length
  recordProgress(ctx, sync)
  if (sync.blobsPending <= 0) fetchMissingBlobs(ctx, sync)
}

export function onBlobsFailed(ctx: Context, reason: string): void {
  const { sync, served } = replicationSlice.of(ctx)
  if (served !== null && served.blobsPending > 0) onBlobsFailedFromBackup(ctx, served, reason)
  if (sync?.phase === 'fetching-blobs') failSync(ctx, sync, reason)
}

function onSyncCompared(
  ctx: Context,
  sync: RunningSync,
  message: LinkMessageNamed<'sync-compared'>,
): void {
  if (sync.phase !== 'comparing') return
  if (ctx.decisions.isSyncProved(message.agree)) finishSync(ctx, sync)
  else failSync(ctx, sync, 'the digests of the two appliances differ')
}

/** The sync ends without success; what was applied stays and the next one goes on from there. */
export function failSync(ctx: Context, sync: RunningSync, reason: string): void {
  replicationSlice.of(ctx).sync = null
  ctx.clearTimer('sync-stall')
  const { lastSync } = ctx.state
  ctx.state.lastSync = { ...lastSync, result: 'failed', reason, digestsAgree: false }
  ctx.durable.save()
  ctx.record({ name: 'sync-failed', trigger: sync.trigger, reason })
  scheduleNextSync(ctx)
  ctx.signal({ kind: 'sync-ended', ok: false, reason })
}

/** Whether the sync still goes on; one that does not is given up. */
export function onSyncStallTimer(ctx: Context): void {
  const { sync } = replicationSlice.of(ctx)
  if (sync === null) return
  const silentMs = ctx.nowMs - sync.progressAtMs
  if (silentMs < timeouts.syncStallMs) ctx.setTimer('sync-stall', timeouts.syncStallMs - silentMs)
  else failSync(ctx, sync, `nothing has come for ${silentMs} ms`)
}

/** The link was lost: the same sync goes on when it is back (SYN-05). */
export function onLinkLost(ctx: Context, reason: string): void {
  const slice = replicationSlice.of(ctx)
  const { sync } = slice
  slice.served = null
  slice.answered = null
  if (sync === null) return
  failSync(ctx, sync, `interrupted: ${reason}`)
  if (ctx.decisions.resumesWhenLinked()) slice.interruptedSync = sync.trigger
}

/** The relationship is over, or the roles have changed: nothing is left to go on with. */
export function abandonSync(ctx: Context, reason: string): void {
  const slice = replicationSlice.of(ctx)
  const { sync } = slice
  slice.served = null
  if (sync !== null) failSync(ctx, sync, reason)
  slice.interruptedSync = null
  ctx.clearTimer('auto-sync')
}

export function onLinkValidated(ctx: Context): void {
  const { interruptedSync } = replicationSlice.of(ctx)
  if (interruptedSync !== null) startSync(ctx, interruptedSync)
}

/** For the messages of a sync that this backup leads. */
export function onSyncMessage(
  ctx: Context,
  sync: RunningSync,
  message: LinkMessageNamed<
    'sync-refused' | 'jump-clients' | 'sync-settings' | 'rows' | 'pull-end' | 'sync-compared'
  >,
): void {
  switch (message.type) {
    case 'sync-refused':
      failSync(ctx, sync, message.message)
      return
    case 'jump-clients':
      if (sync.phase === 'primary-pulls')
        adoptJumpClients(ctx, ctx.state.relationship?.peerGuid ?? '', message)
      return
    case 'sync-settings':
      onSyncSettings(ctx, sync, message)
      return
    case 'rows':
      onRows(ctx, sync, message)
      return
    case 'pull-end':
      onPullEnd(ctx, sync, message)
      return
    case 'sync-compared':
      onSyncCompared(ctx, sync, message)
      return
    default:
      unreachable(message)
  }
}

function pullMore(ctx: Context, sync: RunningSync, vector: LogHead[] | null): void {
  sync.pull += 1
  const budgetBytes = pullBytesOf(ctx)
  ctx.send(sync.link, { type: 'pull', pull: sync.pull, vector, budgetBytes })
}

/** The next pull at once, or when the bandwidth limit allows it. */
function pullInTime(ctx: Context, sync: RunningSync): void {
  const delayMs = paceDelayMs(ctx, sync)
  if (delayMs === 0) pullMore(ctx, sync, null)
  else ctx.setTimer('sync-pace', delayMs)
}

/** The pull that the bandwidth limit has held back. */
export function onSyncPaceTimer(ctx: Context): void {
  const { sync } = replicationSlice.of(ctx)
  if (sync?.phase === 'pulling' && sync.pullsEnded === sync.pull) pullMore(ctx, sync, null)
}

function fetchMissingBlobs(ctx: Context, sync: RunningSync): void {
  const missing = ctx.decisions.recordingsToFetch(ctx.store.blobs.missing(limits.blobsPerFetch))
  if (missing.length > 0) {
    sync.phase = 'fetching-blobs'
    sync.blobsPending = missing.length
    ctx.emit({
      kind: 'fetch-blobs',
      link: sync.link,
      bytesPerSecond: syncRateOf(ctx),
      blobs: missing.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    })
    return
  }
  sync.phase = 'comparing'
  ctx.send(sync.link, { type: 'sync-compare', vector: [...ctx.store.logs.heads()] })
}
