import { timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { isWitnessLink, onWitnessGone, onWitnessUp } from '../failover/witness-link.ts'
import { comeBack } from '../relationship/accept.ts'
import { attemptOf, onAttemptDialFailed, onAttemptLinkDown } from '../relationship/attempt.ts'
import { finishBreak } from '../relationship/break.ts'
import { requestEstablishing } from '../relationship/establish.ts'
import { isBreakingOn } from '../relationship/under-way.ts'
import { closeLink, onLinkDown } from './close.ts'
import { silentPrefix } from './dial.ts'
import { sayHello } from './hello.ts'
import { findLink } from './peer-link.ts'
import { type LinkState, linkSlice } from './slice.ts'
import { tellTrouble } from './troubles.ts'

const linksMax = 64

/** A link is up, authenticated by the key. The end that dialed speaks first; the other waits, but not for ever. */
export function onLinkUp(ctx: Context, id: string, side: 'dialed' | 'accepted'): void {
  const slice = linkSlice.of(ctx)
  const link: LinkState = { id, side, stage: 'new', refusedEpoch: null }
  if (slice.links.size >= linksMax) {
    ctx.emit({ kind: 'close-link', link: id, reason: `more than ${linksMax} links` })
    return
  }
  slice.links.set(id, link)
  if (side === 'accepted') {
    ctx.setTimer(`${silentPrefix}${id}`, timeouts.peerAnswerMs)
    return
  }
  const attempt = attemptOf(ctx, id)
  if (attempt?.side === 'initiator') requestEstablishing(ctx, attempt, link)
  else if (attempt?.side === 'responder') comeBack(ctx, attempt, link)
  else if (isWitnessLink(ctx, id)) onWitnessUp(ctx, link)
  else if (slice.dialing === id) {
    link.stage = 'hello-sent'
    sayHello(ctx, id)
  } else closeLink(ctx, id, 'no longer wanted')
}

/** A link that has not come up, or on which nobody has said who they are. */
export function onSilentLink(ctx: Context, id: string): void {
  const isDialing = linkSlice.of(ctx).dialing === id
  if (isDialing || findLink(ctx, id)?.stage === 'new') closeLink(ctx, id, 'no hello')
}

export function onDialFailed(
  ctx: Context,
  id: string,
  reason: 'unreachable' | 'wrong-key' | 'not-an-appliance',
  detail: string,
): void {
  const attempt = attemptOf(ctx, id)
  if (attempt !== null) {
    onAttemptDialFailed(ctx, attempt, reason, detail)
    return
  }
  if (isWitnessLink(ctx, id)) {
    onWitnessGone(ctx)
    return
  }
  const slice = linkSlice.of(ctx)
  if (slice.dialing === id) slice.dialing = null
  if (reason === 'wrong-key') {
    const message = 'The pre-shared keys of the two appliances are not identical.'
    tellTrouble(ctx, { name: 'link-refused', code: 'wrong-key', message })
  }
}

export function onLinkGone(ctx: Context, id: string, reason: string): void {
  if (findLink(ctx, id) === undefined) return
  const attempt = attemptOf(ctx, id)
  if (isWitnessLink(ctx, id)) onWitnessGone(ctx)
  onLinkDown(ctx, id, reason)
  if (attempt !== null) onAttemptLinkDown(ctx, attempt, reason)
  if (isBreakingOn(ctx, id)) finishBreak(ctx, false)
}
