import { limits, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/** `set-setting`: refused on a backup, whose settings are the primary's (SYN-02). */
export function setSetting(
  ctx: Context,
  request: PendingRequest,
  input: { key: string; value: string },
): void {
  const { state, store } = ctx
  const existing = store.setting(input.key)
  if (existing === undefined && store.totals().settings >= limits.settingsMax) {
    ctx.refuse(
      request,
      refusal('too-large', { found: limits.settingsMax + 1, expected: limits.settingsMax }),
    )
    return
  }
  if (existing?.value !== input.value) {
    state.settingsRevision += 1
    store.putSetting({ key: input.key, value: input.value, revision: state.settingsRevision })
    ctx.durable.save()
    ctx.record({ name: 'setting-changed', key: input.key })
  }
  ctx.accept(request)
}

export function listSettings(ctx: Context, request: PendingRequest): void {
  ctx.accept(request, settingsOf(ctx))
}

export function settingsOf(ctx: Context): Record<string, string> {
  return Object.fromEntries(ctx.store.settings().map((s) => [s.key, s.value]))
}
