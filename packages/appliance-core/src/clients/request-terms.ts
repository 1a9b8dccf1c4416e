import { type ClientMessage, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { findSessionKey } from '../sessions/keys.ts'
import { queueOf } from '../sessions/queues.ts'
import type { WaitingCustomer } from './desk.ts'

/** Which queue the customer asks for, by a key or by an issue; or why they may not. */
export function termsOfRequest(
  ctx: Context,
  { key, issueCode }: Extract<ClientMessage, { type: 'request-session' }>,
): Pick<WaitingCustomer, 'terms' | 'shortKey'> | Refusal {
  if (key !== undefined) {
    const found = findSessionKey(ctx, key)
    return found === undefined
      ? refusal('session-key-invalid')
      : { terms: found.terms, shortKey: found.shortKey }
  }
  if (issueCode === undefined) return {}
  const queue = queueOf(ctx, `issue:${issueCode}`)
  return 'code' in queue ? queue : { terms: { queue: `issue:${issueCode}` } }
}
