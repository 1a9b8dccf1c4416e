import type { Context } from '../context.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import { probePeer } from '../link/probe.ts'
import { failoverSlice } from './slice.ts'
import { askOnWitnessLink, keepWitness, leaveSilentWitness } from './witness-link.ts'

/*
 * The right of a primary to serve where a witness votes (DESIGN 7). The backup asks for a vote when it has heard
 * nothing for the timeout, and the witness gives it when it has heard nothing for as long. So a primary may serve for
 * three quarters of the timeout after asking a question that one of the two answered. It counts from the question, so
 * that a late answer gains nothing. After that it serves nobody until one of them answers again.
 */

const questionsMax = 16

/** Whether this primary serves only as long as its backup or the witness confirms it. */
export const needsLease = (ctx: Context): boolean =>
  ctx.state.role === 'primary' && ctx.state.watchedBy?.witness !== undefined

/** It has just learnt that it needs one, from a backup that waits for its answer: the first one needs no other proof. */
export function beginLease(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  if (needsLease(ctx)) {
    slice.leaseUntilMs = ctx.nowMs + leaseMs(ctx)
    ctx.setTimer('lease', 0)
  } else slice.leaseUntilMs = null
  keepWitness(ctx)
}

/** Tells both that it is alive. */
export function onLeaseTimer(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  const { relationship, watchedBy } = ctx.state
  if (!needsLease(ctx) || relationship === null || watchedBy === undefined) return
  slice.check += 1
  const number = slice.check
  slice.questions = [...slice.questions, { number, atMs: ctx.nowMs }].slice(-questionsMax)
  const peer = peerLinkOf(ctx)
  if (peer !== null) probePeer(ctx, peer, number)
  leaveSilentWitness(ctx, leaseMs(ctx))
  keepWitness(ctx)
  if (slice.witnessLink !== null)
    askOnWitnessLink(ctx, slice.witnessLink, {
      type: 'witness-renew',
      relationship: relationship.id,
      guid: ctx.config.guid,
      number,
    })
  ctx.setTimer('lease', Math.max(10, Math.floor(watchedBy.timeoutMs / 4)))
}

/** One of the two has answered that question. Returns whether this primary may serve now. */
export function extendLease(ctx: Context, number: number | undefined): boolean {
  const slice = failoverSlice.of(ctx)
  const question = slice.questions.find((one) => one.number === number)
  if (question !== undefined) {
    const fromMs = ctx.decisions.leaseFrom(question.atMs, ctx.nowMs)
    slice.leaseUntilMs = Math.max(slice.leaseUntilMs ?? 0, fromMs + leaseMs(ctx))
  }
  return !isLeaseOver(ctx)
}

/**
 * The clock was set back: the end of the right was told by the other time, and would come that much later. It ends now,
 * and the questions asked by that time confirm nothing.
 */
export function endLease(ctx: Context): void {
  const slice = failoverSlice.of(ctx)
  slice.questions = []
  if (slice.leaseUntilMs !== null) slice.leaseUntilMs = ctx.nowMs
}

export const isLeaseOver = (ctx: Context): boolean =>
  needsLease(ctx) && ctx.decisions.isLeaseOver(ctx.nowMs, failoverSlice.of(ctx).leaseUntilMs ?? 0)

const leaseMs = (ctx: Context): number => ctx.decisions.leaseMs(ctx.state.watchedBy?.timeoutMs ?? 0)
