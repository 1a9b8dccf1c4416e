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
  if (known !== undefined && known.lockedUntilMs > ctx.nowMs)
    return refusal('account-locked', {
      username: name.username,
      minutes: Math.ceil((known.lockedUntilMs - ctx.nowMs) / 60_000),
    })
  const pending = (known?.failures ?? 0) + (known?.underWay ?? 0)
  if (pending >= failuresMax) return tooMany(pending + 1, failuresMax)
  if (jobs.size >= jobsMax) return tooMany(jobs.size + 1, jobsMax)
  return takeFromSource(ctx, from) ? null : tooMany(burst + 1, burst)
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
  keepAttempts(ctx.store, accountsSlice.of(ctx).attempts)
}

export function noteSuccess(ctx: Context, name: AccountName): void {
  const { attempts } = accountsSlice.of(ctx)
  const attempt = attemptOf(ctx, name)
  attempt.underWay -= 1
  attempt.failures = 0
  if (attempt.underWay <= 0) attempts.delete(keyOf(name))
  keepAttempts(ctx.store, attempts)
}

/** An administrator has given it a new password. */
export function unlock(ctx: Context, name: AccountName): void {
  const { attempts } = accountsSlice.of(ctx)
  const attempt = attempts.get(keyOf(name))
  if (attempt === undefined) return
  attempt.failures = 0
  attempt.lockedUntilMs = 0
  keepAttempts(ctx.store, attempts)
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
  const refilled = Math.floor((ctx.nowMs - known.atMs) / refillMs)
  const left = Math.min(burst, known.left + Math.max(0, refilled))
  if (left <= 0) return false
  sources.delete(from)
  sources.set(from, { left: left - 1, atMs: refilled > 0 ? ctx.nowMs : known.atMs })
  const [oldest] = sources.keys()
  if (sources.size > rememberedMax && oldest !== undefined) sources.delete(oldest)
  return true
}

const tooMany = (found: number, expected: number): Refusal =>
  refusal('too-many-logins', { found, expected })
