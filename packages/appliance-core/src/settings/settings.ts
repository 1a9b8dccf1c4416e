import { type InputOf, limits, type Refusal, refusal } from '@understudy/shared'
import { refusalOfThrottle } from '../clients/throttles.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

/** `set-setting`: refused on a backup, whose settings are the primary's (SYN-02). */
export function setSetting(
  ctx: Context,
  request: PendingRequest<'set-setting'>,
  input: InputOf<'set-setting'>,
): void {
  const { state, store } = ctx
  const existing = store.settings.get(input.key)
  const why = refusalOfThrottle(input.key, input.value) ?? refusalToStore(ctx, input)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  if (existing?.value !== input.value) {
    state.settingsRevision += 1
    store.settings.put({ key: input.key, value: input.value, revision: state.settingsRevision })
    ctx.durable.save()
    ctx.record({ name: 'setting-changed', key: input.key })
  }
  ctx.accept(request, {})
}

export function listSettings(ctx: Context, request: PendingRequest<'list-settings'>): void {
  ctx.accept(request, settingsOf(ctx))
}

export function settingsOf(ctx: Context): Record<string, string> {
  return Object.fromEntries(ctx.store.settings.all().map((s) => [s.key, s.value]))
}

/** Settings are bounded in number and, together, in size: a sync sends them in one message. */
function refusalToStore(
  ctx: Context,
  { key, value }: { key: string; value: string },
): Refusal | null {
  let count = 1
  let bytes = key.length + value.length
  for (const setting of ctx.store.settings.all()) {
    if (setting.key === key) continue
    count += 1
    bytes += setting.key.length + setting.value.length
  }
  if (count > limits.settingsMax)
    return refusal('too-many-settings', { found: count, expected: limits.settingsMax })
  if (bytes > limits.settingsBytesMax)
    return refusal('too-large', { found: bytes, expected: limits.settingsBytesMax })
  return null
}
