import { onRegistryTimer } from './clients/check-in.ts'
import { tellDeferrals } from './clients/deferrals.ts'
import type { Context } from './context.ts'
import { onFailoverTimer } from './failover/automatic.ts'
import { onLeaseTimer } from './failover/lease.ts'
import { onRoleCheckTimer } from './failover/serving-right.ts'
import { backupSettingsOf } from './failover/settings.ts'
import { onPulse } from './failover/starvation.ts'
import { keepWitness } from './failover/witness-link.ts'
import { onSilentLink } from './link/connections.ts'
import { onRedialTimer, silentPrefix } from './link/dial.ts'
import { peerLinkOf } from './link/peer-link.ts'
import { onProbeTimer } from './link/probe.ts'
import { onMailTimer } from './mail/outbox.ts'
import { onStatusCheck } from './mail/watch.ts'
import { onOutboundTimer } from './outbound/outbox.ts'
import type { ApplianceTimer, OutboundTimer, PlainTimer, SilentLinkTimer } from './ports/timer.ts'
import { onScrubTimer } from './recordings/scrub.ts'
import { onEstablishTimeout } from './relationship/attempt.ts'
import { finishBreak } from './relationship/break.ts'
import { onSwapTimeout } from './relationship/swap.ts'
import { onSyncPaceTimer, onSyncStallTimer, startSync } from './replication/sync.ts'
import { syncWhenLinked } from './replication/under-way.ts'
import { onSampleDataTimer, onSamplePieceTimer } from './sessions/sample.ts'
import { onUpdateServerTimer } from './updates/begin-work.ts'
import { onInstallationTimer } from './updates/installation.ts'

/** Every timer that the core sets, by name. A new one does not compile without a handler. */
const handlers: Readonly<Record<PlainTimer, (ctx: Context) => void>> = {
  establish: onEstablishTimeout,
  break: (ctx) => finishBreak(ctx, false),
  redial: onRedialTimer,
  probe: onProbeTimer,
  failover: onFailoverTimer,
  pulse: onPulse,
  lease: onLeaseTimer,
  witness: keepWitness,
  'role-check': onRoleCheckTimer,
  swap: onSwapTimeout,
  'first-sync': (ctx) => syncOrWait(ctx, 'first'),
  'auto-sync': (ctx) => syncOrWait(ctx, 'interval'),
  scrub: onScrubTimer,
  'sync-pace': onSyncPaceTimer,
  'sync-stall': onSyncStallTimer,
  'sample-data': onSampleDataTimer,
  'sample-piece': onSamplePieceTimer,
  installation: onInstallationTimer,
  'update-server': onUpdateServerTimer,
  registry: onRegistryTimer,
  deferrals: tellDeferrals,
  'status-check': onStatusCheck,
  mail: onMailTimer,
}

export function onTimer(ctx: Context, timer: ApplianceTimer): void {
  if (isOfSilentLink(timer)) onSilentLink(ctx, timer.slice(silentPrefix.length))
  else if (isOfRecipient(timer)) onOutboundTimer(ctx, timer.slice(outboundPrefix.length))
  else handlers[timer](ctx)
}

const isOfSilentLink = (timer: ApplianceTimer): timer is SilentLinkTimer =>
  timer.startsWith(silentPrefix)

const outboundPrefix = 'outbound:'

const isOfRecipient = (timer: ApplianceTimer): timer is OutboundTimer =>
  timer.startsWith(outboundPrefix)

/** Without a link the sync is due as soon as the link is back; without backup operations not at all (FO-11). */
function syncOrWait(ctx: Context, trigger: 'first' | 'interval'): void {
  if (!backupSettingsOf(ctx).backupOperations) return
  if (ctx.state.role === 'backup' && !startSync(ctx, trigger) && peerLinkOf(ctx) === null)
    syncWhenLinked(ctx, trigger)
}
