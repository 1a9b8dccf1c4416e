import { onRegistryTimer } from './clients/check-in.ts'
import { tellDeferrals } from './clients/deferrals.ts'
import type { Context } from './context.ts'
import { onSilentLink, silentPrefix } from './link/connections.ts'
import { onRedialTimer } from './link/dial.ts'
import { peerLinkOf } from './link/peer-link.ts'
import { onProbeTimer } from './link/probe.ts'
import { onEstablishTimeout } from './relationship/attempt.ts'
import { finishBreak } from './relationship/break.ts'
import { onSwapTimeout } from './relationship/swap.ts'
import { startSync } from './replication/sync.ts'
import { syncWhenLinked } from './replication/under-way.ts'
import { finishInstallation } from './updates/updates.ts'

/** Every timer that the core sets, by name. An unknown one belongs to something that is over. */
const handlers: Readonly<Record<string, (ctx: Context) => void>> = {
  establish: onEstablishTimeout,
  break: (ctx) => finishBreak(ctx, false),
  redial: onRedialTimer,
  probe: onProbeTimer,
  swap: onSwapTimeout,
  'first-sync': (ctx) => syncOrWait(ctx, 'first'),
  'auto-sync': (ctx) => syncOrWait(ctx, 'interval'),
  installation: finishInstallation,
  registry: onRegistryTimer,
  deferrals: tellDeferrals,
}

export function onTimer(ctx: Context, timer: string): void {
  if (timer.startsWith(silentPrefix)) onSilentLink(ctx, timer.slice(silentPrefix.length))
  else handlers[timer]?.(ctx)
}

/** Without a link the sync is due as soon as the link is back. */
function syncOrWait(ctx: Context, trigger: 'first' | 'interval'): void {
  if (ctx.state.role === 'backup' && !startSync(ctx, trigger) && peerLinkOf(ctx) === null)
    syncWhenLinked(ctx, trigger)
}
