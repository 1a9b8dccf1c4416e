import { type LinkMessageNamed, timeouts } from '@understudy/shared'
import type { Context } from '../context.ts'
import { notePeerHeard, probeEveryMs, watchToTell } from '../failover/watch.ts'
import { isInConflict, notePeerRole } from '../relationship/conflict.ts'
import { settingsChangedHere } from '../settings/changed-here.ts'
import { closeLink } from './close.ts'
import { silentForMs } from './peer-link.ts'
import { linkSlice } from './slice.ts'

/*
 * What happens when the peer goes silent. While the relationship's link is up a timer runs: at each of
 * its ticks the backup probes and the primary answers, and whichever side has heard nothing for too
 * long closes the link. From there it goes on as if the carrier had reported the link down: the sync
 * and the swap hear of it, and the peer is dialed again.
 */

/** Probes the peer; a link on which nothing has come for {@link timeouts.linkSilenceMs} is given up. */
export function onProbeTimer(ctx: Context): void {
  const { peerLink } = linkSlice.of(ctx)
  if (peerLink === null) return
  const silenceMs = silentForMs(ctx)
  if (ctx.decisions.isLinkDead(silenceMs, timeouts.linkSilenceMs)) {
    closeLink(ctx, peerLink, `nothing heard for ${silenceMs} ms`)
    return
  }
  // If both are in one role, nobody else would begin (FO-13).
  if (ctx.state.role === 'backup' || isInConflict(ctx)) probePeer(ctx, peerLink)
  ctx.setTimer('probe', probeEveryMs(ctx))
}

/** The peer is alive, and says what it holds. */
export function onProbe(
  ctx: Context,
  link: string,
  message: LinkMessageNamed<'probe' | 'probe-answer'>,
): void {
  const slice = linkSlice.of(ctx)
  slice.lastCheckAtMs = ctx.nowMs
  slice.peerVector = message.vector
  notePeerRole(ctx, message)
  if (message.type === 'probe') {
    // A rival watches nobody; that says nothing of the backup that this primary had (FO-15).
    if (message.role === 'backup') ctx.signal({ kind: 'watch-told', watch: message.watch })
    answerProbe(ctx, link, message.check)
  } else ctx.signal({ kind: 'role-answered', answer: message })
}

/** Tells the peer now what this appliance is and holds; the answer says the same of the peer. */
export function probePeer(ctx: Context, link: string, check?: number): void {
  ctx.send(link, { type: 'probe', ...ownState(ctx), ...watchToTell(ctx), ...numbered(check) })
}

export function answerProbe(ctx: Context, link: string, check?: number): void {
  ctx.send(link, { type: 'probe-answer', ...ownState(ctx), ...numbered(check) })
}

function ownState(
  ctx: Context,
): Pick<LinkMessageNamed<'probe'>, 'role' | 'vector' | 'settingsChanged'> {
  const said = { role: ctx.state.role, vector: [...ctx.store.logs.heads()] }
  return isInConflict(ctx) ? { ...said, settingsChanged: settingsChangedHere(ctx).length } : said
}

const numbered = (check: number | undefined): { check?: number } =>
  check === undefined ? {} : { check }

/** What arrived meanwhile has not been read yet: silence counts from now on. */
export function forgiveSilence(ctx: Context): void {
  linkSlice.of(ctx).lastHeardAtMs = ctx.nowMs
}

/**
 * The link has brought a message: the peer is not silent. Only the relationship's own link counts: a peer that lost
 * power dials anew, and what it says there does not show that the old link, which it has forgotten, is alive
 * (NET-12).
 */
export function noteHeard(ctx: Context, link: string): void {
  const slice = linkSlice.of(ctx)
  if (!ctx.decisions.isSignOfLife(link, slice.peerLink)) return
  slice.lastHeardAtMs = ctx.nowMs
  notePeerHeard(ctx)
}
