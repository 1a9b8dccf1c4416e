import type { Context } from '../context.ts'
import type { PasswordInput } from '../ports/input.ts'
import { onSecretForApi } from './api-accounts.ts'
import { onApiLoginVerified } from './api-login.ts'
import { onNewPasswordHashed, onOldPasswordVerified } from './change-password.ts'
import { onLoginVerified, onSessionSecrets } from './log-in.ts'
import { accountsSlice } from './slice.ts'
import { onPasswordHashed } from './users.ts'

/** The carrier has done its part; a job of an earlier process is nobody's. */
export function onPasswordInput(ctx: Context, input: PasswordInput): void {
  const { jobs } = accountsSlice.of(ctx)
  const job = jobs.get(input.job)
  if (job === undefined) return
  jobs.delete(input.job)
  switch (input.kind) {
    case 'password-verified':
      if (job.kind === 'log-in') onLoginVerified(ctx, job, input.isRight)
      if (job.kind === 'check-api-login') onApiLoginVerified(ctx, job, input.isRight)
      if (job.kind === 'change-password') onOldPasswordVerified(ctx, job, input.isRight)
      return
    case 'password-hashed':
      if (job.kind === 'set-password') onPasswordHashed(ctx, job, input.credential)
      if (job.kind === 'change-password') onNewPasswordHashed(ctx, job, input.credential)
      return
    case 'secrets-made': {
      const [first, second] = input.secrets
      if (job.kind === 'log-in' && first !== undefined && second !== undefined)
        onSessionSecrets(ctx, job, [first, second])
      if (job.kind === 'api-account' && first !== undefined) onSecretForApi(ctx, job, first)
    }
  }
}
