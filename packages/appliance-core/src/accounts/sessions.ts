import {
  type AccountRecord,
  type Caller,
  type OutputOf,
  type Refusal,
  refusal,
  type Secret,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { AccountName } from './account-name.ts'
import { findAccount } from './records.ts'
import { accountsSlice, type Session } from './slice.ts'

/** Unused for so long, or begun so long ago: the session is over (SEC-02). */
export const idleMs = 1_800_000
const wholeMs = 43_200_000
/** Of all accounts, and of one; the one that was used longest ago gives way. */
const sessionsMax = 1_000
const sessionsOfOneMax = 20

/** A session that goes on, and the account as it is now. */
export interface LiveSession {
  readonly digest: string
  readonly session: Session
  readonly account: AccountRecord
}

/** Whose page asks; a refusal if nobody's. Reads only. */
export function sessionOf(
  ctx: Context,
  caller: Extract<Caller, { kind: 'session' }>,
): LiveSession | Refusal {
  const live = caller.sessions.flatMap((digest) => liveSession(ctx, digest) ?? [])
  if (live.length === 0) return refusal('login-required')
  return live.find(({ session }) => session.csrf === caller.csrf) ?? refusal('csrf-refused')
}

export function touchSession(ctx: Context, { digest, session }: LiveSession): void {
  session.usedAtMs = ctx.nowMs
  const { sessions } = accountsSlice.of(ctx)
  sessions.delete(digest)
  sessions.set(digest, session)
}

export function openSession(
  ctx: Context,
  name: AccountName,
  { credential }: AccountRecord,
  [token, csrf]: readonly [Secret, Secret],
): Pick<OutputOf<'log-in'>, 'session' | 'csrf' | 'idleMs'> {
  const { sessions } = accountsSlice.of(ctx)
  for (const digest of [...sessions.keys()])
    if (liveSession(ctx, digest) === null) sessions.delete(digest)
  const own = [...sessions].filter(([, one]) => isOf(one, name)).map(([digest]) => digest)
  const oldest = own.length >= sessionsOfOneMax ? own[0] : [...sessions.keys()][0]
  if (oldest !== undefined && (own.length >= sessionsOfOneMax || sessions.size >= sessionsMax))
    sessions.delete(oldest)
  const { nowMs } = ctx
  const { interface: which, username } = name
  sessions.set(token.digest, {
    interface: which,
    username,
    csrf: csrf.digest,
    startedAtMs: nowMs,
    usedAtMs: nowMs,
    credential,
  })
  return { session: token.text, csrf: csrf.text, idleMs }
}

export const endSession = (ctx: Context, digest: string): boolean =>
  accountsSlice.of(ctx).sessions.delete(digest)

/** After a change of the password: the session that changed it goes on, all others of the account end. */
export function keepOnlySession(
  ctx: Context,
  name: AccountName,
  caller: Caller,
  credential: string,
): void {
  const { sessions } = accountsSlice.of(ctx)
  for (const [digest, session] of [...sessions]) {
    if (!isOf(session, name)) continue
    if (
      caller.kind === 'session' &&
      caller.sessions.includes(digest) &&
      caller.csrf === session.csrf
    )
      session.credential = credential
    else sessions.delete(digest)
  }
}

function liveSession(ctx: Context, digest: string): LiveSession | null {
  const session = accountsSlice.of(ctx).sessions.get(digest)
  if (session === undefined) return null
  const { usedAtMs, startedAtMs, credential } = session
  if (ctx.nowMs - usedAtMs >= idleMs || ctx.nowMs - startedAtMs >= wholeMs) return null
  const account = findAccount(ctx, session)
  return account?.credential === credential ? { digest, session, account } : null
}

const isOf = (session: Session, name: AccountName): boolean =>
  session.interface === name.interface && session.username === name.username
