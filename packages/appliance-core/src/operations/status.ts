import { type ApplianceStatus, findVersion, stepsBefore } from '@understudy/shared'
import { certificateTrouble } from '../certificates/trouble.ts'
import { deskOf } from '../clients/desk.ts'
import { countJumpClients } from '../clients/list.ts'
import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'
import { isSuspended } from '../failover/suspended.ts'
import { watchOf } from '../failover/watch.ts'
import { lastCheckAtMsOf, peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import { conflictsWith } from '../network/addresses.ts'
import { siteLeadsHere } from '../network/site-route.ts'
import { forecastOf, isInConflict, peerRoleOf } from '../relationship/conflict.ts'
import { attemptUnderWay, isSwapping } from '../relationship/under-way.ts'
import { exposureOf } from '../replication/exposure.ts'
import { ownCount } from '../replication/finish.ts'
import { syncUnderWay } from '../replication/under-way.ts'

/** All that is shown of this appliance; reads only. */
export function statusOf(ctx: Context): ApplianceStatus {
  const { config, state } = ctx
  return {
    name: config.name,
    guid: config.guid,
    hostname: config.hostname,
    siteHostname: config.siteHostname,
    base: state.software.base,
    site: state.software.site,
    apiVersion: findVersion('site', state.software.site)?.apiVersion ?? '',
    role: state.role,
    epoch: state.epoch,
    state: stateOf(ctx),
    hasPreSharedKey: ctx.durable.preSharedKey !== '',
    relationship: relationshipOf(ctx),
    sync: syncOf(ctx),
    exposure: exposureOf(ctx),
    addresses: state.addresses.map((a) => ({
      ...a,
      conflictsWith: conflictsWith(ctx, a.address),
    })),
    backupSettings: backupSettingsOf(ctx),
    failover: watchOf(ctx),
    siteLeadsHere: siteLeadsHere(ctx),
    certificates: { trouble: certificateTrouble(ctx) },
    clock: { ntp: state.clockOffMs === undefined, offMs: state.clockOffMs ?? 0 },
    installation: installationOf(ctx),
    ...countsOf(ctx),
  }
}

function installationOf({ state: { installation } }: Context): ApplianceStatus['installation'] {
  if (installation === null) return null
  const {
    package: name,
    startedAtMs,
    endsAtMs,
    step = 'checking',
    state = 'running',
  } = installation
  return { package: name, startedAtMs, endsAtMs, step, done: stepsBefore(step), state }
}

function countsOf(
  ctx: Context,
): Pick<ApplianceStatus, 'sessions' | 'users' | 'jumpClients' | 'settings'> {
  const totals = ctx.store.totals()
  const { counts } = deskOf(ctx)
  return {
    sessions: {
      stored: totals.sessions,
      active: deskOf(ctx).active.size,
      waiting: deskOf(ctx).waiting.size,
      recordings: totals.recordings,
      recordedBytes: totals.recordedBytes,
      ownSinceSync: ownCount(ctx) - ctx.state.ownAtSync,
    },
    users: { consoles: counts.console, customers: counts.customer },
    jumpClients: countJumpClients(ctx),
    settings: totals.settings,
  }
}

function stateOf(ctx: Context): ApplianceStatus['state'] {
  const { state } = ctx
  if (state.installation !== null) return 'maintenance'
  if (isSwapping(ctx)) return 'swapping'
  if (attemptUnderWay(ctx) !== null) return 'establishing'
  if (isSuspended(ctx)) return 'checking'
  return state.role === 'backup' ? 'backup' : 'serving'
}

function relationshipOf(ctx: Context): ApplianceStatus['relationship'] {
  const { state } = ctx
  if (state.relationship === null) return null
  const { id, peerGuid, peerHost, peerPort } = state.relationship
  const link = peerLinkOf(ctx) === null ? 'down' : 'up'
  const peer = peerRoleOf(ctx)
  return {
    id,
    peer: peerGuid,
    peerHost,
    peerPort,
    link,
    lastCheckAtMs: lastCheckAtMsOf(ctx),
    peerRole: peer?.role ?? null,
    peerEpoch: peer?.epoch ?? null,
    peerPackage: peerPackageDiffers(ctx) ? 'different' : 'same',
    conflict: isInConflict(ctx),
    forecast: forecastOf(ctx),
  }
}

function syncOf(ctx: Context): ApplianceStatus['sync'] {
  const sync = syncUnderWay(ctx)
  const { lastSync } = ctx.state
  const idle = lastSync.result === 'never' ? 'never' : 'idle'
  return {
    state: sync === null ? idle : 'running',
    lastFinishedAtMs: lastSync.finishedAtMs,
    lastResult: lastSync.result,
    lastReason: lastSync.reason,
    digestsAgree: lastSync.digestsAgree,
    recordsReceived: sync?.recordsReceived ?? 0,
    bytesReceived: sync?.bytesReceived ?? 0,
    blobsReceived: sync?.blobsReceived ?? 0,
    blobsMissing: ctx.store.totals().blobsMissing,
  }
}
