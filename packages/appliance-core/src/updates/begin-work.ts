import { refusal, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { UpdateWork } from '../ports/update-work.ts'
import { updatesSlice, type Waiting } from './slice.ts'

/** Has it done. The operation is answered when it is, or refused if that takes too long: every wait ends. */
export function beginWork(ctx: Context, waiting: Waiting, work: UpdateWork): void {
  const untilMs = ctx.nowMs + timeouts.updateServerMs
  updatesSlice.of(ctx).waiting.set(waiting.request.request, { ...waiting, untilMs })
  ctx.setTimer('update-server', timeouts.updateServerMs)
  ctx.emit({ kind: 'update-work', work })
}

export function onUpdateServerTimer(ctx: Context): void {
  const { waiting } = updatesSlice.of(ctx)
  for (const { request, untilMs } of [...waiting.values()]) {
    if (untilMs > ctx.nowMs) continue
    waiting.delete(request.request)
    const late = { appliance: ctx.name, host: 'update-server', found: 'no answer in time' }
    ctx.refuse(request, refusal('update-server-unreachable', late))
  }
  if (waiting.size === 0) return
  const next = Math.min(...[...waiting.values()].map(({ untilMs }) => untilMs))
  ctx.setTimer('update-server', next - ctx.nowMs)
}
