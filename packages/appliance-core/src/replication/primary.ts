import { type LinkMessageNamed, type LogHead, limits, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { notePeerVector } from '../link/peer-link.ts'
import { agreesWith, aheadOf } from '../log/vector.ts'
import { noteSynced, ownCount } from './finish.ts'
import { sendJumpClients } from './jump-clients.ts'
import { applyRows } from './pulls.ts'
import type { ServedSync } from './running-sync.ts'
import { settingsFor } from './settings.ts'
import { replicationSlice } from './slice.ts'

/** The backup begins. From 10.6 on, what it recorded by itself is merged: the same pull, the other way (SYN-03). */
export function onSyncBegin(
  ctx: Context,
  link: string,
  message: LinkMessageNamed<'sync-begin'>,
): void {
  const sync: ServedSync = {
    link,
    settingsRevision: message.settingsRevision,
    jumpClientsRevision: message.jumpClientsRevision,
    progressAtMs: ctx.nowMs,
    pull: 0,
    recordsTaken: 0,
    blobsPending: 0,
  }
  replicationSlice.of(ctx).served = sync
  notePeerVector(ctx, message.vector)
  if (message.trigger === 'swap') ctx.signal({ kind: 'swap-sync-served' })
  pullOrGoOn(ctx, sync, message.vector)
}

/** Only a primary serves a sync; the peer tries again when there is one. */
export function refuseSync(ctx: Context, link: string): void {
  const { code, message } = refusal('wrong-role', {
    operation: 'sync',
    expected: 'primary',
    appliance: ctx.name,
    found: ctx.state.role,
  })
  ctx.send(link, { type: 'sync-refused', code, message })
}

/** Rows of the backup's own. */
export function onRowsFromBackup(
  ctx: Context,
  link: string,
  frame: LinkMessageNamed<'rows'>,
): void {
  const sync = replicationSlice.of(ctx).served
  if (sync === null || sync.link !== link || frame.pull !== sync.pull || frame.legacy) return
  const applied = applyRows(ctx, frame)
  if (applied === null) {
    ctx.emit({ kind: 'close-link', link, reason: 'rows that do not continue the log' })
    return
  }
  sync.recordsTaken += applied
}

export function onPullEndFromBackup(
  ctx: Context,
  link: string,
  message: LinkMessageNamed<'pull-end'>,
): void {
  const sync = replicationSlice.of(ctx).served
  if (sync === null || sync.link !== link || message.pull !== sync.pull) return
  pullOrGoOn(ctx, sync, message.vector)
}

export function onBlobsFetchedFromBackup(ctx: Context, sync: ServedSync, fetched: number): void {
  sync.blobsPending -= fetched
  if (sync.blobsPending <= 0) fetchOrGoOn(ctx, sync)
}

/** The records are safe here; a recording that the backup no longer has must not stop the sync. */
export function onBlobsFailedFromBackup(ctx: Context, sync: ServedSync, reason: string): void {
  sync.blobsPending = 0
  const slice = replicationSlice.of(ctx)
  if (slice.toldMissing !== reason)
    ctx.record({
      name: 'alert',
      code: 'recordings-missing',
      message: `Recordings could not be fetched from the backup: ${reason}.`,
    })
  slice.toldMissing = reason
  goOn(ctx, sync)
}

/** The backup has applied everything: do we agree? Both note the time of the sync (FO-08). */
export function onSyncCompare(
  ctx: Context,
  link: string,
  message: LinkMessageNamed<'sync-compare'>,
): void {
  notePeerVector(ctx, message.vector)
  const agree = agreesWith(ctx.store, message.vector)
  if (agree) noteSynced(ctx, ownCount(ctx, message.vector))
  ctx.send(link, { type: 'sync-compared', agree, vector: [...ctx.store.logs.heads()] })
}

function pullOrGoOn(ctx: Context, sync: ServedSync, theirs: readonly LogHead[]): void {
  const ours = ctx.store.logs.heads()
  const wanted = aheadOf(theirs, ours).filter(ctx.decisions.mergesIntoPrimary)
  if (wanted.length > 0) {
    sync.pull += 1
    // Their legacy logs are not asked for: claim to hold them.
    const vector = [...ours.filter((h) => !h.legacy), ...theirs.filter((h) => h.legacy)]
    ctx.send(sync.link, { type: 'pull', pull: sync.pull, vector, budgetBytes: limits.batchBytes })
    return
  }
  fetchOrGoOn(ctx, sync)
}

/** The recordings of the rows taken, and those that were lost here, come before the backup goes on. */
function fetchOrGoOn(ctx: Context, sync: ServedSync): void {
  const { link } = sync
  const missing = ctx.decisions.recordingsToFetch(ctx.store.blobs.missing(limits.blobsPerFetch))
  if (missing.length > 0) {
    sync.blobsPending = missing.length
    const blobs = missing.map(({ name, sizeBytes }) => ({ name, sizeBytes }))
    ctx.emit({ kind: 'fetch-blobs', link, bytesPerSecond: null, blobs })
    return
  }
  replicationSlice.of(ctx).toldMissing = null
  goOn(ctx, sync)
}

function goOn(ctx: Context, sync: ServedSync): void {
  const { link, recordsTaken, settingsRevision } = sync
  sendJumpClients(ctx, link, sync.jumpClientsRevision)
  const settings = settingsFor(ctx, settingsRevision)
  ctx.send(link, {
    type: 'sync-settings',
    ...settings,
    vector: [...ctx.store.logs.heads()],
    recordsTaken,
  })
}
