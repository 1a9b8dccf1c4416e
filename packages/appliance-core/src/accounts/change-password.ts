import { type InputOf, nobodysCredential, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { noteAttempt, noteFailure, noteSuccess, refusalToTry } from './attempts.ts'
import { beginJob } from './begin-job.ts'
import { findAccount, putAccount } from './records.ts'
import { keepOnlySession } from './sessions.ts'
import { refusalOfRole } from './site-data.ts'
import type { Job } from './slice.ts'
import { refusalOfPassword } from './weak-passwords.ts'

type ChangeJob = Extract<Job, { kind: 'change-password' }>

/**
 * `change-password`: whoever knows the present password may, logged in or not; a wrong one counts like a failed login.
 * It is stored before it is acknowledged, and ends all other sessions of the account (SYN-06, SEC-02).
 */
export function changePassword(
  ctx: Context,
  request: PendingRequest<'change-password'>,
  { password, ...input }: InputOf<'change-password'>,
): void {
  const { username, newPassword } = input
  const weak =
    newPassword === password
      ? refusal('weak-password', { found: 'the present one', expected: 'another one' })
      : refusalOfPassword(username, newPassword)
  const why =
    refusalOfRole(ctx, request.operation, input) ??
    weak ??
    refusalToTry(ctx, input, request.caller.from ?? '')
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  noteAttempt(ctx, input)
  const credential = findAccount(ctx, input)?.credential ?? nobodysCredential
  const job = beginJob(ctx, { kind: 'change-password', request, input, credential })
  ctx.emit({ kind: 'verify-password', job, password, credential })
}

export function onOldPasswordVerified(ctx: Context, job: ChangeJob, isRight: boolean): void {
  if (!isRight) {
    noteFailure(ctx, job.input)
    ctx.refuse(job.request, refusal('login-failed'))
    return
  }
  noteSuccess(ctx, job.input)
  const password = job.input.newPassword
  ctx.emit({ kind: 'hash-password', job: beginJob(ctx, job), password })
}

export function onNewPasswordHashed(
  ctx: Context,
  { request, input, credential: before }: ChangeJob,
  credential: string,
): void {
  const account = findAccount(ctx, input)
  // Meanwhile the role, or the account itself, may have changed.
  const why =
    refusalOfRole(ctx, request.operation, input) ??
    (account?.credential === before ? null : refusal('login-failed')) ??
    (account === undefined
      ? null
      : putAccount(ctx, input, { ...account, credential, mustChange: false }))
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  keepOnlySession(ctx, input, request.caller, credential)
  const { interface: which, username } = input
  ctx.record({ name: 'account-changed', interface: which, username, change: 'password' })
  ctx.accept(request, {})
}
