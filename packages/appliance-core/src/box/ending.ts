import type { InputOf } from '@understudy/shared'
import { storeRegistry } from '../clients/check-in.ts'
import { disconnectClients } from '../clients/disconnect.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

const guidKey = 'guid'
const discardKey = 'recordings-to-discard'

export const reboot = (ctx: Context, request: PendingRequest<'reboot'>): void => {
  endCleanly(ctx, 'reboot')
  ctx.accept(request, {})
  end(ctx, 'reboot')
}

/** `shut-down`: it is off, as without power, until the power comes back. */
export const shutDown = (ctx: Context, request: PendingRequest<'shut-down'>): void => {
  endCleanly(ctx, 'shut-down')
  ctx.accept(request, {})
  end(ctx, 'shut-down')
}

/**
 * `factory-reset`: all that is stored goes in the transaction in which it is asked for, so a kill leaves the old box or
 * the new one. It is a new appliance afterwards, with another GUID: the sequence numbers of what it had recorded, which
 * others still hold, are not given a second time (SYN-03). Recordings are files: those that are left over are removed at
 * the next start.
 */
export const factoryReset = (
  ctx: Context,
  request: PendingRequest<'factory-reset'>,
  _input: InputOf<'factory-reset'>,
): void => {
  disconnectClients(ctx, 'the appliance is reset')
  ctx.record({ name: 'appliance-ending', how: 'factory-reset' })
  for (const { address, enabled } of ctx.state.addresses)
    if (enabled) ctx.emit({ kind: 'release-address', address })
  ctx.accept(request, {})
  ctx.store.wipe()
  const guid = ctx.decisions.guidAfterReset(ctx.config.guid, ctx.random.hex(32))
  ctx.store.values.put(guidKey, guid)
  ctx.store.values.put(discardKey, 'true')
  end(ctx, 'reboot')
}

/** What the box is called since its last reset; undefined = as it was made. */
export const guidSinceReset = (store: Pick<Context['store'], 'values'>): string | undefined =>
  store.values.get(guidKey)

/** After a start: the files of before the reset, if there may be any. */
export function discardOldRecordings(ctx: Context): void {
  if (ctx.store.values.get(discardKey) !== undefined) ctx.emit({ kind: 'discard-recordings' })
}

export function onRecordingsDiscarded(ctx: Context): void {
  ctx.store.values.remove(discardKey)
}

function endCleanly(ctx: Context, how: 'reboot' | 'shut-down'): void {
  disconnectClients(ctx, 'the appliance is shutting down')
  storeRegistry(ctx)
  ctx.durable.markStopped()
  ctx.record({ name: 'appliance-ending', how })
}

/** Nothing is done or stored by this process any more. */
function end(ctx: Context, how: 'reboot' | 'shut-down'): void {
  ctx.emit({ kind: 'end-process', how })
  ctx.isOver = true
}
