import { timeouts, type UnstampedLinkMessage } from '@understudy/shared'
import type { Context } from '../context.ts'
import { closeLink } from '../link/close.ts'
import { nextLink } from '../link/dial.ts'
import type { LinkState } from '../link/peer-link.ts'
import { backupSettingsOf } from './settings.ts'
import { failoverSlice } from './slice.ts'
import { isWatching, redialEveryMs } from './watch.ts'

/*
 * The link to the witness: dialed and kept by a backup that needs its vote, by a primary that such a backup watches, and
 * by one that has ended the relationship until the witness knows. It is a link like the peer's, with the same key. A witness that loses its power or its cable says nothing of
 * it (NET-12): whoever asks on a dead link would never have a vote again, so one that does not answer is dialed anew.
 */

/** Dials the witness if it is needed and has no link, and again later; closes a link that is not needed. */
export function keepWitness(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  const witness = witnessOf(ctx)
  if (witness === null) {
    ctx.clearTimer('witness')
    if (slice.witnessLink !== null)
      ctx.emit({ kind: 'close-link', link: slice.witnessLink, reason: 'no longer needed' })
    slice.witnessLink = null
    return
  }
  ctx.setTimer('witness', redialEveryMs(ctx))
  if (ctx.state.leaving !== undefined) leaveSilentWitness(ctx, timeouts.peerAnswerMs)
  tellLeaving(ctx)
  if (slice.witnessLink !== null || slice.witnessDialing !== null) return
  slice.witnessDialing = nextLink(ctx)
  ctx.emit({ kind: 'dial', link: slice.witnessDialing, ...witness })
}

/** Asks the witness, on the link that is up. */
export function askOnWitnessLink(ctx: Context, link: string, question: UnstampedLinkMessage): void {
  failoverSlice.of(ctx).witnessAskedAtMs ??= ctx.nowMs
  ctx.send(link, question)
}

/** The witness has answered, whatever it was; or this process was stopped, and answers may wait to be read (FO-15). */
export function noteWitnessHeard(ctx: Context): void {
  failoverSlice.of(ctx).witnessAskedAtMs = null
}

/** Leaves a link on which the witness has not answered for that long. */
export function leaveSilentWitness(ctx: Context, patienceMs: number): void {
  const { witnessLink, witnessAskedAtMs } = failoverSlice.of(ctx)
  if (witnessLink === null || witnessAskedAtMs === null) return
  if (!ctx.decisions.isWitnessLinkDead(ctx.nowMs - witnessAskedAtMs, patienceMs)) return
  onWitnessGone(ctx)
  closeLink(ctx, witnessLink, 'the witness does not answer')
}

/** Whether that is the link to the witness, up or being dialed. */
export const isWitnessLink = (ctx: Context, link: string): boolean => {
  const { witnessLink, witnessDialing } = failoverSlice.of(ctx)
  return link === witnessLink || link === witnessDialing
}

export function onWitnessUp(ctx: Context, link: LinkState): void {
  const slice = failoverSlice.of(ctx)
  link.stage = 'witness'
  slice.witnessDialing = null
  slice.witnessLink = link.id
  tellLeaving(ctx)
}

/** This appliance has ended the relationship, and the witness has not answered yet (FO-09). */
function tellLeaving(ctx: Context): void {
  const { witnessLink } = failoverSlice.of(ctx)
  const { leaving } = ctx.state
  if (witnessLink === null || leaving === undefined) return
  const { relationship, held } = leaving
  const { guid } = ctx.config
  askOnWitnessLink(ctx, witnessLink, { type: 'witness-leave', relationship, guid, held })
}

/** It could not be dialed, or is gone: the timer dials again. */
export function onWitnessGone(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  slice.witnessDialing = null
  slice.witnessLink = null
  slice.witnessAskedAtMs = null
}

/** Whose vote decides here now; null = nobody's. */
function witnessOf(ctx: Context): { host: string; port: number } | null {
  const { promotion, witness } = backupSettingsOf(ctx)
  if (ctx.state.leaving !== undefined) return ctx.state.leaving.witness
  if (isWatching(ctx)) return promotion === 'witness' ? witness : null
  return ctx.state.role === 'primary' ? (ctx.state.watchedBy?.witness ?? null) : null
}
