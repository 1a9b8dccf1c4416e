import {
  type Attributes,
  attributesCharsMax,
  charsOf,
  encodeSessionBegun,
  type InputOf,
  mergedAttributes,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { ActiveSession } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { sessionInProgress } from './session-in-progress.ts'

/** `set-session-attributes`: on disk at once, so that a session that is cut by a crash keeps them (CLI-07). */
export function setSessionAttributes(
  ctx: Context,
  request: PendingRequest<'set-session-attributes'>,
  { lsid, attributes }: InputOf<'set-session-attributes'>,
): void {
  const session = sessionInProgress(ctx, request, lsid)
  if (session === undefined) return
  const merged = mergedAttributes(session.attributes, attributes)
  const why = refusalOfAttributes(merged)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  session.attributes = merged
  storeBegun(ctx, session)
  ctx.accept(request, {})
}

/** Each value is bounded by its schema, all together here. */
export const refusalOfAttributes = (attributes: Attributes): Refusal | null =>
  charsOf(attributes) > attributesCharsMax
    ? refusal('too-large', { found: charsOf(attributes), expected: attributesCharsMax })
    : null

/** What is left of the session after a crash. */
export const storeBegun = (ctx: Context, session: ActiveSession): void =>
  ctx.store.activeSessions.put(session.lsid, encodeSessionBegun(session))
