import type { IncomingHttpHeaders } from 'node:http'
import { type Caller, csrfHeader } from '@understudy/shared'
import { digestOf } from '../accounts/secrets.ts'
import { bearerCheck } from './bearer.ts'
import { tokensIn } from './session-cookies.ts'

/** Who a request comes from: the lab's owner by token, a session by its cookie, or nobody. */
export function callerReader(
  adminToken: string,
): (headers: IncomingHttpHeaders, from: string) => Caller {
  const isOwner = bearerCheck(adminToken)
  return ({ authorization, cookie, [csrfHeader]: csrf }, from) => {
    // Whoever shows a token means it: a wrong one is no request of a session.
    if (authorization !== undefined)
      return isOwner(authorization) ? { kind: 'owner', from } : { kind: 'nobody', from }
    const tokens = tokensIn(cookie)
    if (tokens.length === 0) return { kind: 'nobody', from }
    return {
      kind: 'session',
      sessions: tokens.map(digestOf),
      csrf: typeof csrf === 'string' ? digestOf(csrf) : null,
      from,
    }
  }
}
