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
  const existing = ctx.store.settings.get(input.key)
  const why =
    refusalOfReserved(input.key) ??
    refusalOfThrottle(input.key, input.value) ??
    refusalToStore(ctx, input)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  if (existing?.value !== input.value) {
    putSetting(ctx, input.key, input.value)
    ctx.record({ name: 'setting-changed', key: input.key })
  }
  ctx.accept(request, {})
}

export function listSettings(ctx: Context, request: PendingRequest<'list-settings'>): void {
  ctx.accept(request, settingsOf(ctx))
}

/** Those that people read and write as they are; accounts and the like have operations of their own. */
export function settingsOf(ctx: Context): Record<string, string> {
  const open = ctx.store.settings.all().filter(({ key }) => refusalOfReserved(key) === null)
  return Object.fromEntries(open.map((s) => [s.key, s.value]))
}

/** What is stored and synced like a setting, but belongs to a part of its own. */
const reservedPrefixes = ['users/', 'api-accounts/', 'email/', 'teams/', 'outbound-events/']

const refusalOfReserved = (key: string): Refusal | null =>
  reservedPrefixes.some((prefix) => key.startsWith(prefix))
    ? refusal('reserved-setting', { found: key })
    : null

/** Stores a setting at a new revision; the same value changes nothing. The caller has checked it. */
export function putSetting(ctx: Context, key: string, value: string): void {
  const { state, store } = ctx
  if (store.settings.get(key)?.value === value) return
  state.settingsRevision += 1
  store.settings.put({ key, value, revision: state.settingsRevision })
  ctx.durable.save()
}

export function removeSetting(ctx: Context, key: string): void {
  const { state, store } = ctx
  if (store.settings.get(key) === undefined) return
  state.settingsRevision += 1
  store.settings.remove(key)
  ctx.durable.save()
}

/** Settings are bounded in number and, together, in size: a sync sends them in one message. */
export function refusalToStore(
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
