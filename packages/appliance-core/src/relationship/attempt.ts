import {
  type LinkMessageNamed,
  type Refusal,
  type RefusalCode,
  refusal,
  timeouts,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { failResponding } from './accept.ts'
import { failEstablishing } from './establish.ts'
import type { Establishing } from './establishing.ts'
import { relationshipSlice } from './slice.ts'

/** The attempt in which this link plays a part. */
export function attemptOf(ctx: Context, link: string): Establishing | null {
  const attempt = relationshipSlice.of(ctx).establishing
  return attempt !== null && (attempt.link === link || attempt.backLink === link) ? attempt : null
}

/** Neither direction may fail: whichever side notices gives the attempt up. */
export function failAttempt(ctx: Context, attempt: Establishing, why: Refusal): void {
  if (attempt.side === 'initiator') failEstablishing(ctx, attempt, why)
  else failResponding(ctx, attempt, why)
}

export function onEstablishRefused(
  ctx: Context,
  attempt: Establishing,
  message: LinkMessageNamed<'establish-refused'>,
): void {
  failAttempt(ctx, attempt, {
    code: message.code as RefusalCode,
    message: message.message,
    details: message.details,
  })
}

export function onEstablishTimeout(ctx: Context): void {
  const attempt = relationshipSlice.of(ctx).establishing
  if (attempt === null) return
  const peer = attempt.side === 'initiator' ? attempt.input.peerHost : attempt.peer.name
  failAttempt(
    ctx,
    attempt,
    refusal('peer-silent', { step: stepOf(attempt), peer, timeoutMs: timeouts.establishMs }),
  )
}

/** A dial of the attempt failed: forward on the initiator, reverse on the responder. */
export function onAttemptDialFailed(
  ctx: Context,
  attempt: Establishing,
  reason: 'unreachable' | 'wrong-key' | 'not-an-appliance',
  found: string,
): void {
  const [host, port] =
    attempt.side === 'initiator'
      ? [attempt.input.peerHost, attempt.input.peerPort]
      : [attempt.reverseHost, attempt.reversePort]
  const details = { step: stepOf(attempt), from: ctx.name, host, port, found }
  const why =
    reason === 'wrong-key' ? refusal('wrong-key', details) : refusal('peer-unreachable', details)
  failAttempt(ctx, attempt, why)
}

export function onAttemptLinkDown(ctx: Context, attempt: Establishing, reason: string): void {
  const peer = attempt.side === 'initiator' ? attempt.input.peerHost : attempt.peer.name
  failAttempt(
    ctx,
    attempt,
    refusal('peer-unreachable', {
      step: stepOf(attempt),
      from: ctx.name,
      host: peer,
      port: attempt.side === 'initiator' ? attempt.input.peerPort : attempt.reversePort,
      found: reason,
    }),
  )
}

const stepOf = (attempt: Establishing): string =>
  attempt.side === 'initiator'
    ? 'Connection to the new backup'
    : 'Reverse connection to the primary'
