import {
  type InputOf,
  KeptSessionKey,
  parseJson,
  refusal,
  schemaErrors,
  sessionKeysMax,
  sessionKeyTtlS,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { refusalOfAttributes } from './attributes.ts'
import { isServed, queueOf } from './queues.ts'

/*
 * Session keys (API-03). They are the box's own and survive its restart; no sync carries them, so that after a swing customers
 * need new ones, like those who were in a session.
 */

const valueKey = 'session-keys'

/** `generate-session-key`. */
export function generateSessionKey(
  ctx: Context,
  request: PendingRequest<'generate-session-key'>,
  { ttlS = sessionKeyTtlS, ...terms }: InputOf<'generate-session-key'>,
): void {
  const kept = validKeys(ctx)
  const queue = queueOf(ctx, terms.queue)
  const why =
    'code' in queue
      ? queue
      : kept.length >= sessionKeysMax
        ? refusal('too-many', {
            what: 'session keys',
            found: kept.length + 1,
            expected: sessionKeysMax,
          })
        : refusalOfAttributes(terms.attributes ?? {})
  if (why !== null || 'code' in queue) {
    ctx.refuse(request, why ?? refusal('session-key-invalid'))
    return
  }
  const expiresAtMs = ctx.nowMs + ttlS * 1_000
  const made = {
    ...{ shortKey: shortKeyBeside(ctx, kept), key: ctx.random.hex(32), expiresAtMs, terms },
  }
  keep(ctx, [...kept, made])
  const { shortKey, key } = made
  ctx.accept(request, { shortKey, key, expiresAtMs, available: isServed(ctx, queue) })
}

/** The key that was shown, by its seven digits or its address's 32; undefined = it is not valid. */
export const findSessionKey = (ctx: Context, shown: string): KeptSessionKey | undefined =>
  validKeys(ctx).find(({ shortKey, key }) => shown === shortKey || shown === key)

/** It lets nobody in any more. */
export const useUpSessionKey = (ctx: Context, used: string): void =>
  keep(
    ctx,
    validKeys(ctx).filter(({ shortKey }) => shortKey !== used),
  )

/** Seven digits that no other valid key has. */
function shortKeyBeside(ctx: Context, kept: readonly KeptSessionKey[]): string {
  for (;;) {
    const digits = String(ctx.random.integer(1_000_000, 9_999_999))
    if (!kept.some(({ shortKey }) => shortKey === digits)) return digits
  }
}

function validKeys(ctx: Context): readonly KeptSessionKey[] {
  const text = ctx.store.values.get(valueKey)
  const keys: unknown = text === undefined ? [] : parseJson(text)
  return (Array.isArray(keys) ? keys : []).filter(
    (key): key is KeptSessionKey =>
      schemaErrors(KeptSessionKey, key).length === 0 && key.expiresAtMs > ctx.nowMs,
  )
}

const keep = (ctx: Context, keys: readonly KeptSessionKey[]): void =>
  ctx.store.values.put(valueKey, JSON.stringify(keys))
