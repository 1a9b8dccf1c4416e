import { type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { AccountName } from './account-name.ts'
import { type Attempt, keepAttempts } from './kept-attempts.ts'
import { findAccount } from './records.ts'
import { accountsSlice } from './slice.ts'

/** So many wrong passwords in a row lock an account, for so long. */
const failuresMax = 5
const lockMs = 900_000
/** Names and sources that are remembered; the oldest ones give way. */
const rememberedMax = 1_000
/** A source has so many attempts at once, and one more each second. */
const burst = 30
const refillMs = 1_000
/** Passwords that wait to be checked, for everybody together. */
const jobsMax = 64

const keyOf = (name: AccountName): string => `${name.interface}/${name.username}`

/** Why nobody may try a password for that account now; null = go on (SEC-02). Takes one of the source's attempts. */
export function refusalToTry(ctx: Context, name: AccountName, from: string): Refusal | null {
  const { jobs, attempts } = accountsSlice.of(ctx)
  const known = attempts.get(keyOf(name))
  const lockedForMs = known === undefined ? 0 : lockedForMsOf(ctx, known)
  if (lockedForMs > 0)
    return refusal('account-locked', {
      username: name.username,
      minutes: Math.ceil(lockedForMs / 60_000),
    })
  const pending = (known?.failures ?? 0) + (known?.underWay ?? 0)
  if (pending >= failuresMax) return tooMany(pending + 1, failuresMax)
  if (jobs.size >= jobsMax) return tooMany(jobs.size + 1, jobsMax)
  return takeFromSource(ctx, from) ? null : tooMany(burst + 1, burst)
}

/** How long nobody may try yet; at most what a lockout lasts, also by a clock that was set back. */
function lockedForMsOf(ctx: Context, attempt: Attempt): number {
  const untilMs = ctx.decisions.lockEndsAt(attempt.lockedUntilMs, ctx.nowMs, lockMs)
  if (untilMs !== attempt.lockedUntilMs) {
    attempt.lockedUntilMs = untilMs
    keep(ctx)
  }
  return untilMs - ctx.nowMs
}

/** With them killing the process gives nobody more guesses. */
function keep(ctx: Context): void {
  if (ctx.decisions.isFailureKept()) keepAttempts(ctx.store, accountsSlice.of(ctx).attempts)
}

export function noteAttempt(ctx: Context, name: AccountName): void {
  attemptOf(ctx, name).underWay += 1
}

/** Wrong: the fifth in a row locks the account. */
export function noteFailure(ctx: Context, name: AccountName): void {
  const attempt = attemptOf(ctx, name)
  attempt.underWay -= 1
  attempt.failures += 1
  const username = findAccount(ctx, name) === undefined ? null : name.username
  ctx.record({ name: 'login-failed', interface: name.interface, username })
  if (attempt.failures >= failuresMax) {
    attempt.failures = 0
    attempt.lockedUntilMs = ctx.nowMs + lockMs
    ctx.record({ name: 'account-locked', interface: name.interface, username, forMs: lockMs })
  }
  keep(ctx)
}

export function noteSuccess(ctx: Context, name: AccountName): void {
  const { attempts } = accountsSlice.of(ctx)
  const attempt = attemptOf(ctx, name)
  attempt.underWay -= 1
  attempt.failures = 0
  if (attempt.underWay <= 0) attempts.delete(keyOf(name))
  keep(ctx)
}

/** An administrator has given it a new password. */
export function unlock(ctx: Context, name: AccountName): void {
  const { attempts } = accountsSlice.of(ctx)
  const attempt = attempts.get(keyOf(name))
  if (attempt === undefined) return
  attempt.failures = 0
  attempt.lockedUntilMs = 0
  keep(ctx)
}

export const isLocked = (ctx: Context, name: AccountName): boolean =>
  (accountsSlice.of(ctx).attempts.get(keyOf(name))?.lockedUntilMs ?? 0) > ctx.nowMs

/** Programs ask often: whoever knew the password has taken nothing from their source. */
export function returnToSource(ctx: Context, from: string): void {
  const known = accountsSlice.of(ctx).sources.get(from)
  if (known !== undefined) known.left = Math.min(burst, known.left + 1)
}

function attemptOf(ctx: Context, name: AccountName): Attempt {
  const { attempts } = accountsSlice.of(ctx)
  const key = keyOf(name)
  const known = attempts.get(key)
  if (known !== undefined) return known
  const fresh = { failures: 0, underWay: 0, lockedUntilMs: 0 }
  attempts.set(key, fresh)
  // Names that nobody has are cheap to make up: they must not push out a lock, nor what is being checked.
  if (attempts.size > rememberedMax)
    for (const [old, { underWay, lockedUntilMs }] of attempts) {
      if (old === key || underWay > 0 || lockedUntilMs > ctx.nowMs) continue
      attempts.delete(old)
      break
    }
  return fresh
}

function takeFromSource(ctx: Context, from: string): boolean {
  const { sources } = accountsSlice.of(ctx)
  const known = sources.get(from) ?? { left: burst, atMs: ctx.nowMs }
  // Noted in the future: the clock was set back since, and attempts are given back from now on.
  const sinceMs = Math.min(known.atMs, ctx.nowMs)
  const refilled = Math.floor((ctx.nowMs - sinceMs) / refillMs)
  const left = Math.min(burst, known.left + refilled)
  sources.delete(from)
  sources.set(from, { left: Math.max(0, left - 1), atMs: refilled > 0 ? ctx.nowMs : sinceMs })
  const [oldest] = sources.keys()
  if (sources.size > rememberedMax && oldest !== undefined) sources.delete(oldest)
  return left > 0
}

const tooMany = (found: number, expected: number): Refusal =>
  refusal('too-many-logins', { found, expected })
