import { type InputOf, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/**
 * What the box takes for the time: true by NTP, else as far off as it was set. Waiting goes by the true time, as by a
 * machine's monotonic clock; what is stamped, signed or compared with others' times goes by this one.
 */
export const boxTimeMs = (ctx: Context): number => ctx.nowMs + (ctx.state.clockOffMs ?? 0)

/** `set-clock`: a box without NTP keeps the time that somebody set, right or wrong. */
export function setClock(
  ctx: Context,
  request: PendingRequest<'set-clock'>,
  { ntp, timeMs }: InputOf<'set-clock'>,
): void {
  if (ntp && timeMs !== undefined) {
    ctx.refuse(request, refusal('clock-by-ntp', { appliance: ctx.name }))
    return
  }
  const offMs = ntp ? 0 : timeMs === undefined ? (ctx.state.clockOffMs ?? 0) : timeMs - ctx.nowMs
  if (ntp) delete ctx.state.clockOffMs
  else ctx.state.clockOffMs = offMs
  ctx.durable.save()
  ctx.record({ name: 'clock-set', ntp, offMs })
  ctx.accept(request, { timeMs: boxTimeMs(ctx), ntp })
}
