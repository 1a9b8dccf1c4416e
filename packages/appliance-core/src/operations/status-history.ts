import type { ApplianceEvent, InputOf } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/** `status-history`: the newest entries first, as the events that they were (FO-08). */
export function statusHistory(
  ctx: Context,
  request: PendingRequest<'status-history'>,
  input: InputOf<'status-history'>,
): void {
  const entries = ctx.store.history.newest(input.limit ?? 100)
  ctx.accept(request, {
    history: entries.map(({ atMs, json }) => ({ atMs, ...(JSON.parse(json) as ApplianceEvent) })),
  })
}
