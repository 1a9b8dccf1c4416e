import {
  type AccountInterface,
  type AccountRecord,
  type InputOf,
  type Permission,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import type { AccountName } from './account-name.ts'
import { isLocked, unlock } from './attempts.ts'
import { beginJob } from './begin-job.ts'
import { accountsOf, findAccount, putAccount, removeAccount } from './records.ts'
import { refusalOfRole } from './site-data.ts'
import type { Job } from './slice.ts'
import { refusalOfPassword } from './weak-passwords.ts'

type SetPasswordJob = Extract<Job, { kind: 'set-password' }>

/** Accounts of one interface. */
const accountsMax = 1_000

export function listUsers(
  ctx: Context,
  request: PendingRequest<'list-users'>,
  { interface: which }: InputOf<'list-users'>,
): void {
  const users = [...accountsOf(ctx, which)].map(([username, { permissions, mustChange }]) => ({
    username,
    permissions,
    mustChangePassword: mustChange,
    locked: isLocked(ctx, { interface: which, username }),
  }))
  ctx.accept(request, { users })
}

/** `add-user`: whoever logs in first with the password has to change it. */
export function addUser(
  ctx: Context,
  request: PendingRequest<'add-user'>,
  input: InputOf<'add-user'>,
): void {
  const { interface: which, username, password } = input
  const permissions = input.permissions ?? (which === 'appliance' ? ['administer'] : [])
  const why =
    refusalOfRole(ctx, request.operation, input) ??
    refusalToAdd(ctx, { interface: which, username }) ??
    refusalOfPassword(username, password)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  const account = { interface: which, username }
  const job = beginJob(ctx, { kind: 'set-password', request, account, permissions })
  ctx.emit({ kind: 'hash-password', job, password })
}

/** `reset-password`: unlocks the account too; its sessions end. */
export function resetPassword(
  ctx: Context,
  request: PendingRequest<'reset-password'>,
  input: InputOf<'reset-password'>,
): void {
  const { interface: which, username, password } = input
  const account = { interface: which, username }
  const known = findAccount(ctx, account)
  const why =
    refusalOfRole(ctx, request.operation, input) ??
    (known === undefined ? unknown(account) : refusalOfPassword(username, password))
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  const { permissions = [] } = known ?? {}
  const job = beginJob(ctx, { kind: 'set-password', request, account, permissions })
  ctx.emit({ kind: 'hash-password', job, password })
}

export function onPasswordHashed(
  ctx: Context,
  { request, account, permissions }: SetPasswordJob,
  credential: string,
): void {
  const isNew = request.operation === 'add-user'
  const known = findAccount(ctx, account)
  // Meanwhile the role may have changed, or somebody was quicker.
  const gone = known === undefined ? unknown(account) : null
  const why =
    refusalOfRole(ctx, request.operation, account) ??
    (isNew ? refusalToAdd(ctx, account) : gone) ??
    putAccount(ctx, account, {
      credential,
      mustChange: true,
      permissions: known?.permissions ?? permissions,
    })
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  unlock(ctx, account)
  ctx.record({ name: 'account-changed', ...account, change: isNew ? 'added' : 'reset' })
  ctx.accept<'add-user' | 'reset-password'>(request, {})
}

export function setUserPermissions(
  ctx: Context,
  request: PendingRequest<'set-user-permissions'>,
  { permissions, ...account }: InputOf<'set-user-permissions'>,
): void {
  const known = findAccount(ctx, account)
  const why =
    refusalOfRole(ctx, request.operation, account) ??
    (known === undefined
      ? unknown(account)
      : (refusalToLose(ctx, account, permissions) ??
        putAccount(ctx, account, { ...known, permissions })))
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  ctx.record({ name: 'account-changed', ...account, change: 'permissions' })
  ctx.accept(request, {})
}

export function removeUser(
  ctx: Context,
  request: PendingRequest<'remove-user'>,
  account: InputOf<'remove-user'>,
): void {
  const why =
    refusalOfRole(ctx, request.operation, account) ??
    (findAccount(ctx, account) === undefined ? unknown(account) : refusalToLose(ctx, account, []))
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  removeAccount(ctx, account)
  ctx.record({ name: 'account-changed', ...account, change: 'removed' })
  ctx.accept(request, {})
}

/** Somebody must be able to administer the interface afterwards. */
function refusalToLose(
  ctx: Context,
  account: AccountName,
  permissions: readonly Permission[],
): Refusal | null {
  const isAdmin = (one: AccountRecord): boolean => one.permissions.includes('administer')
  const others = [...accountsOf(ctx, account.interface)].filter(
    ([username, one]) => username !== account.username && isAdmin(one),
  )
  if (permissions.includes('administer') || others.length > 0) return null
  return refusal('last-administrator', { interface: account.interface, found: account.username })
}

function refusalToAdd(ctx: Context, account: AccountName): Refusal | null {
  const accounts = accountsOf(ctx, account.interface)
  if (accounts.has(account.username)) return refusal('account-exists', namedIn(account))
  const found = accounts.size + 1
  return found > accountsMax
    ? refusal('too-many', { what: 'accounts', found, expected: accountsMax })
    : null
}

const unknown = (account: AccountName): Refusal => refusal('unknown-account', namedIn(account))

const namedIn = ({
  interface: which,
  username,
}: AccountName): { interface: AccountInterface; found: string } => ({
  interface: which,
  found: username,
})
