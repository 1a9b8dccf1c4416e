import { type InputOf, nobodysCredential, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { noteAttempt, noteFailure, noteSuccess, refusalToTry, returnToSource } from './attempts.ts'
import { beginJob } from './begin-job.ts'
import { findAccount } from './records.ts'
import type { Job } from './slice.ts'

/**
 * `check-api-login` (API-04): name and password come with every request of the XML APIs. No session begins; wrong ones count
 * like those of a login, and lock the account like them (SEC-02).
 */
export function checkApiLogin(
  ctx: Context,
  request: PendingRequest<'check-api-login'>,
  { username, password }: InputOf<'check-api-login'>,
): void {
  const name = { interface: 'login', username } as const
  const why = refusalToTry(ctx, name, request.caller.from ?? '')
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  noteAttempt(ctx, name)
  const credential = findAccount(ctx, name)?.credential ?? nobodysCredential
  const job = beginJob(ctx, { kind: 'check-api-login', request, username, credential })
  ctx.emit({ kind: 'verify-password', job, password, credential })
}

/** The account may have changed while its password was being checked. */
export function onApiLoginVerified(
  ctx: Context,
  { request, username, credential }: Extract<Job, { kind: 'check-api-login' }>,
  isRight: boolean,
): void {
  const name = { interface: 'login', username } as const
  if (!isRight) {
    noteFailure(ctx, name)
    ctx.refuse(request, refusal('login-failed'))
    return
  }
  noteSuccess(ctx, name)
  returnToSource(ctx, request.caller.from ?? '')
  const account = findAccount(ctx, name)
  if (account?.credential !== credential) ctx.refuse(request, refusal('login-failed'))
  else if (account.mustChange)
    ctx.refuse(request, refusal('password-change-required', { username }))
  else ctx.accept(request, { permissions: account.permissions })
}
