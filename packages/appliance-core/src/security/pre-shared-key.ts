import { type InputOf, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'

const lengthMin = 12
const distinctMin = 6
/** Words in keys that are easily guessed. Compared without case, digits and signs. */
const common = [
  'password',
  'passwort',
  'palavrapasse',
  'senha',
  'secret',
  'admin',
  'letmein',
  'qwerty',
  'abc',
  'bomgar',
  'understudy',
  'changeme',
  'default',
]

/** `set-pre-shared-key`: short and common keys are refused (SEC-01); an identical one changes nothing. */
export function setPreSharedKey(
  ctx: Context,
  request: PendingRequest<'set-pre-shared-key'>,
  input: InputOf<'set-pre-shared-key'>,
): void {
  const why = refusalOfKey(input.key)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  ctx.durable.setPreSharedKey(input.key)
  ctx.emit({ kind: 'use-pre-shared-key', key: input.key })
  ctx.record({ name: 'pre-shared-key-set' })
  ctx.accept(request, {})
}

/**
 * `prove-pre-shared-key`: two appliances that get the same nonce answer the same if their keys are the same (FO-02,
 * REH-03). The carrier computes it, from the stretched key that it has for the link, and answers.
 */
export function provePreSharedKey(
  ctx: Context,
  request: PendingRequest<'prove-pre-shared-key'>,
  { nonce }: InputOf<'prove-pre-shared-key'>,
): void {
  if (ctx.durable.preSharedKey === '')
    ctx.refuse(request, refusal('no-pre-shared-key', { appliance: ctx.name }))
  else ctx.emit({ kind: 'prove-pre-shared-key', request: request.request, nonce })
}

/** What is weak about a key, without showing it; null = nothing (SEC-01). */
export function refusalOfKey(key: string): Refusal | null {
  const expected = `at least ${lengthMin} characters, ${distinctMin} of them different, and no common word`
  const weak = (found: string): Refusal => refusal('weak-pre-shared-key', { found, expected })
  if (key.length < lengthMin) return weak(`${key.length} characters`)
  const distinct = new Set(key).size
  if (distinct < distinctMin) return weak(`${distinct} different characters`)
  const letters = key.toLowerCase().replace(/[^a-z]/g, '')
  if (common.some((word) => letters === word || letters === word + word))
    return weak('a common word')
  return null
}
