import {
  type ApiName,
  type ApiUser,
  openCommand,
  type Permission,
  permissionOfApi,
  permissionOfCommand,
  permissionOfReport,
  type Refusal,
  readOnlyCommands,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { findApiAccount } from './api-accounts.ts'
import { findAccount } from './records.ts'

/**
 * Why that account may not use that API, and of the command API that action; null = it may. Each API has a permission of
 * its own, which no other one implies (SEC-02, API-04). Asked anew with each request, so that what was taken away ends at
 * once, also for a token that is still valid. Reads only.
 */
export function refusalToUseApi(
  ctx: Context,
  api: ApiName,
  user: ApiUser,
  action?: string,
): Refusal | null {
  const account = user.kind === 'user' ? userOf(ctx, user.username) : clientOf(ctx, user.clientId)
  if ('code' in account) return account
  if (api === 'command' && action === openCommand) return null
  const own =
    api === 'command' && user.kind === 'user' ? ownOf(permissionOfCommand, action) : undefined
  const missing = [openingOf(api, action, account), own].find(
    (one) => one !== undefined && !account.permissions.includes(one),
  )
  if (missing === undefined)
    // The Integration Client, and whoever pulls as it does, needs an Enterprise licence (G1, note 1).
    return api === 'reporting' && ctx.site.starter ? refusal('no-enterprise-licence') : null
  const operation = action === undefined ? `the ${api} API` : `${action} of the ${api} API`
  return refusal('forbidden', { operation, expected: `accounts with the permission ${missing}` })
}

/** The permission that opens that action of the API: for what only reads, the lesser one does too. */
function openingOf(api: ApiName, action: string | undefined, { permissions }: Rights): Permission {
  if (api === 'reporting') return ownOf(permissionOfReport, action) ?? permissionOfApi[api]
  const readsOnly = api === 'command' && action !== undefined && readOnlyCommands.includes(action)
  return readsOnly && permissions.includes('read-command-api')
    ? 'read-command-api'
    : permissionOfApi[api]
}

/** An action comes from outside: it may be called like something that every object has. */
const ownOf = (
  table: Readonly<Record<string, Permission>>,
  action: string | undefined,
): Permission | undefined =>
  action !== undefined && Object.hasOwn(table, action) ? table[action] : undefined

type Rights = { readonly permissions: readonly Permission[] }

function userOf(ctx: Context, username: string): Rights | Refusal {
  const account = findAccount(ctx, { interface: 'login', username })
  if (account === undefined)
    return refusal('unknown-account', { interface: 'login', found: username })
  return account.mustChange ? refusal('password-change-required', { username }) : account
}

const clientOf = (ctx: Context, clientId: string): Rights | Refusal =>
  ctx.decisions.rightsOf(findApiAccount(ctx, clientId)) ??
  refusal('unknown-account', { interface: 'api', found: clientId })
