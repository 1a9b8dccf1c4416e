import { type InputOf, nobodysCredential, refusal, type Secret } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { noteAttempt, noteFailure, noteSuccess, refusalToTry } from './attempts.ts'
import { beginJob } from './begin-job.ts'
import { findAccount } from './records.ts'
import { endSession, openSession, sessionOf } from './sessions.ts'
import type { Job } from './slice.ts'

type LoginJob = Extract<Job, { kind: 'log-in' }>

/** `log-in`: a name that nobody has is checked like any other, and the refusal is the same (SEC-02). */
export function logIn(
  ctx: Context,
  request: PendingRequest<'log-in'>,
  { password, ...input }: InputOf<'log-in'>,
): void {
  const why = refusalToTry(ctx, input, request.caller.from ?? '')
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  noteAttempt(ctx, input)
  const credential = findAccount(ctx, input)?.credential ?? nobodysCredential
  const job = beginJob(ctx, { kind: 'log-in', request, input, credential })
  ctx.emit({ kind: 'verify-password', job, password, credential })
}

export function onLoginVerified(ctx: Context, job: LoginJob, isRight: boolean): void {
  if (!isRight) {
    noteFailure(ctx, job.input)
    ctx.refuse(job.request, refusal('login-failed'))
    return
  }
  noteSuccess(ctx, job.input)
  ctx.emit({ kind: 'make-secrets', job: beginJob(ctx, job), count: 2 })
}

/** The account may have changed while its password was being checked. */
export function onSessionSecrets(
  ctx: Context,
  { request, input, credential }: LoginJob,
  secrets: readonly [Secret, Secret],
): void {
  const account = findAccount(ctx, input)
  if (account?.credential !== credential) {
    ctx.refuse(request, refusal('login-failed'))
    return
  }
  ctx.record({ name: 'logged-in', ...input })
  ctx.accept(request, {
    ...input,
    permissions: account.permissions,
    mustChangePassword: account.mustChange,
    ...openSession(ctx, input, account, secrets),
  })
}

/** `log-out`: the session that asks ends. The lab's owner has none. */
export function logOut(ctx: Context, request: PendingRequest<'log-out'>): void {
  const { caller } = request
  const found = caller.kind === 'session' ? sessionOf(ctx, caller) : null
  if (found !== null && !('code' in found)) endSession(ctx, found.digest)
  ctx.accept(request, {})
}

export function whoAmI(ctx: Context, request: PendingRequest<'who-am-i'>): void {
  const { caller } = request
  const found = caller.kind === 'session' ? sessionOf(ctx, caller) : null
  if (found === null || 'code' in found) {
    ctx.accept(request, { account: null })
    return
  }
  const { interface: which, username } = found.session
  const { permissions, mustChange } = found.account
  ctx.accept(request, {
    account: { interface: which, username, permissions, mustChangePassword: mustChange },
  })
}
