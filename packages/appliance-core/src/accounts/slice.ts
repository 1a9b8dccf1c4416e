import type { AccountInterface, InputOf, Permission } from '@understudy/shared'
import type { PendingRequest } from '../pending-request.ts'
import { defineSlice } from '../slice.ts'
import { type Attempts, readAttempts } from './kept-attempts.ts'

/** Somebody who is logged in. The tokens themselves are kept nowhere. */
export interface Session {
  readonly interface: AccountInterface
  readonly username: string
  readonly csrf: string
  readonly startedAtMs: number
  usedAtMs: number
  /** Of the account when the session began: another one ends it. */
  credential: string
}

/** What the carrier works on: a password or secrets, and for whom. */
export type Job =
  | {
      readonly kind: 'log-in'
      readonly request: PendingRequest<'log-in'>
      readonly input: Omit<InputOf<'log-in'>, 'password'>
      readonly credential: string
    }
  | {
      readonly kind: 'change-password'
      readonly request: PendingRequest<'change-password'>
      readonly input: Omit<InputOf<'change-password'>, 'password'>
      readonly credential: string
    }
  | {
      readonly kind: 'set-password'
      readonly request: PendingRequest<'add-user' | 'reset-password'>
      readonly account: { readonly interface: AccountInterface; readonly username: string }
      readonly permissions: readonly Permission[]
    }
  | {
      readonly kind: 'check-api-login'
      readonly request: PendingRequest<'check-api-login'>
      readonly username: string
      readonly credential: string
    }
  | {
      readonly kind: 'api-account'
      readonly request: PendingRequest<'add-api-account'>
      readonly input: InputOf<'add-api-account'>
    }

export interface AccountsSlice {
  /** By the digest of its token; the one that was used longest ago comes first. */
  readonly sessions: Map<string, Session>
  readonly jobs: Map<string, Job>
  jobCount: number
  /** By interface and user name. */
  readonly attempts: Attempts
  /** How many attempts a source has left, and since when. */
  readonly sources: Map<string, { left: number; atMs: number }>
}

export const accountsSlice = defineSlice<AccountsSlice>('accounts', (store) => ({
  sessions: new Map(),
  jobs: new Map(),
  jobCount: 0,
  attempts: readAttempts(store),
  sources: new Map(),
}))
