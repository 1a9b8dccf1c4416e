import type { Context } from '../context.ts'
import type { JumpClient } from '../ports/store.ts'
import { type Admission, type Hello, outdated, turnedAway, upgrade, welcome } from './admission.ts'
import { hasRoom, noteJumpClient } from './check-in.ts'
import { takeConnectionDelayMs } from './connection-rate.ts'
import { findJumpClient } from './registry.ts'
import { clientsSlice } from './slice.ts'
import { standingOf } from './standing.ts'
import { throttlesOf } from './throttles.ts'
import {
  finishUpgrade,
  grantSlot,
  holdsSlot,
  isSlotFreeFor,
  takeTurnAfterMs,
} from './upgrade-slots.ts'

/** A Jump Client, active or passive: updated at its first check-in after an update, in its turn (CLI-03). */
export function admitJumpClient(ctx: Context, hello: Hello): Admission {
  const due = admitRegistered(ctx, hello)
  if (due.kind !== 'welcome' && due.kind !== 'upgrade') return due
  const later = deferralOf(ctx, hello.name, due.kind === 'upgrade')
  if (later !== null) return later
  if (due.kind === 'upgrade') grantSlot(clientsSlice.of(ctx).upgrades, hello.name, ctx.nowMs)
  return noted(ctx, hello, due)
}

/** A Jumpoint updates itself as well; the throttles are for Jump Clients only (CLI-05). */
export function admitJumpoint(ctx: Context, hello: Hello): Admission {
  return noted(ctx, hello, admitRegistered(ctx, hello))
}

/** Decides by the list and the version alone. */
function admitRegistered(ctx: Context, hello: Hello): Admission {
  const { name, version } = hello
  if (findJumpClient(ctx, name) === undefined && !hasRoom(ctx))
    return turnedAway('jump-client-limit')
  switch (standingOf(ctx, version)) {
    case 'up-to-date':
      return welcome
    case 'upgrade-pending':
      return upgrade
    case 'newer-than-site':
      return outdated(ctx, hello)
    default:
      // It must appear in the list, or nobody would know of it.
      noteIfUnknown(ctx, hello)
      return turnedAway('client-too-old', { found: version, expected: ctx.site.versionsMissedMax })
  }
}

/** The answer if its turn has not come; null = it has. */
function deferralOf(ctx: Context, name: string, toUpgrade: boolean): Admission | null {
  const { upgrades, connectionRate } = clientsSlice.of(ctx)
  const { concurrentUpgradesMax, connectionRateMax } = throttlesOf(ctx)
  const { nowMs } = ctx
  if (!toUpgrade && holdsSlot(upgrades, name)) {
    finishUpgrade(upgrades, name, nowMs)
    return null
  }
  if (toUpgrade && !isSlotFreeFor(upgrades, name, concurrentUpgradesMax, nowMs)) {
    const afterMs = takeTurnAfterMs(upgrades, concurrentUpgradesMax ?? 1, nowMs)
    return { kind: 'come-back', afterMs, reason: 'concurrent-upgrades' }
  }
  if (connectionRateMax === null) return null
  const afterMs = takeConnectionDelayMs(connectionRate, name, connectionRateMax, nowMs)
  return afterMs === 0 ? null : { kind: 'come-back', afterMs, reason: 'connection-rate' }
}

/** The date in the list is that of a check-in with the site's version: an upgrade alone does not count (CLI-04). */
function noted(ctx: Context, hello: Hello, admission: Admission): Admission {
  if (admission.kind === 'welcome') noteJumpClient(ctx, rowOf(hello, ctx.nowMs))
  else if (admission.kind === 'upgrade') noteIfUnknown(ctx, hello)
  return admission
}

function noteIfUnknown(ctx: Context, hello: Hello): void {
  if (findJumpClient(ctx, hello.name) === undefined) noteJumpClient(ctx, rowOf(hello, 0))
}

const rowOf = ({ kind, name, mode, version }: Hello, lastCheckInMs: number): JumpClient => ({
  name,
  kind: kind === 'jumpoint' ? 'jumpoint' : 'jump-client',
  mode: mode ?? 'active',
  version,
  lastCheckInMs,
})
