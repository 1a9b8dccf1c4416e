import {
  type AccountInterface,
  AccountRecord,
  initialCredential,
  initialUsername,
  parseJson,
  type Refusal,
  schemaErrors,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { putSetting, refusalToStore, removeSetting } from '../settings/settings.ts'
import type { AccountName } from './account-name.ts'

/** Accounts of /login are data of the site: a sync carries them like settings, the primary's win (SYN-01, SYN-02). */
const sitePrefix = 'users/'
/** Those of /appliance belong to the box and never leave it (SYN-01). */
const boxKey = 'box-accounts'

/** Each interface of a fresh box has this one (WEB-02). It is stored as soon as any account is. */
const initialAccount: AccountRecord = {
  credential: initialCredential,
  mustChange: true,
  permissions: ['administer'],
}

/** All accounts of an interface, sorted by name. */
export function accountsOf(
  ctx: Context,
  which: AccountInterface,
): ReadonlyMap<string, AccountRecord> {
  const stored = ctx.decisions.isOfBox(which) ? boxAccounts(ctx) : siteAccounts(ctx)
  return stored.size > 0 ? stored : new Map([[initialUsername, initialAccount]])
}

export function findAccount(ctx: Context, name: AccountName): AccountRecord | undefined {
  const text = ctx.decisions.isOfBox(name.interface)
    ? undefined
    : ctx.store.settings.get(sitePrefix + name.username)?.value
  return text === undefined ? accountsOf(ctx, name.interface).get(name.username) : recordIn(text)
}

/** Stores it, beside the initial one if that was all there was. Null = done. */
export function putAccount(
  ctx: Context,
  { interface: which, username }: AccountName,
  record: AccountRecord,
): Refusal | null {
  const all = new Map([...accountsOf(ctx, which), [username, record]])
  if (ctx.decisions.isOfBox(which)) {
    keepBoxAccounts(ctx, all)
    return null
  }
  const value = JSON.stringify(record)
  const why = refusalToStore(ctx, { key: sitePrefix + username, value })
  if (why !== null) return why
  for (const [name, one] of all) putSetting(ctx, sitePrefix + name, JSON.stringify(one))
  return null
}

/** The caller has made sure that it is not the last one. */
export function removeAccount(ctx: Context, { interface: which, username }: AccountName): void {
  if (!ctx.decisions.isOfBox(which)) {
    removeSetting(ctx, sitePrefix + username)
    return
  }
  const rest = new Map(accountsOf(ctx, which))
  rest.delete(username)
  keepBoxAccounts(ctx, rest)
}

function siteAccounts(ctx: Context): Map<string, AccountRecord> {
  const found = new Map<string, AccountRecord>()
  for (const { key, value } of ctx.store.settings.all()) {
    const record = key.startsWith(sitePrefix) ? recordIn(value) : undefined
    if (record !== undefined) found.set(key.slice(sitePrefix.length), record)
  }
  return found
}

const boxAccounts = (ctx: Context): Map<string, AccountRecord> =>
  new Map(Object.entries(JSON.parse(ctx.store.values.get(boxKey) ?? '{}')))

const keepBoxAccounts = (ctx: Context, accounts: ReadonlyMap<string, AccountRecord>): void =>
  ctx.store.values.put(
    boxKey,
    JSON.stringify(Object.fromEntries([...accounts].sort(([a], [b]) => (a < b ? -1 : 1)))),
  )

/** It may have come from a peer. */
function recordIn(text: string): AccountRecord | undefined {
  const value = parseJson(text)
  return schemaErrors(AccountRecord, value).length === 0 ? (value as AccountRecord) : undefined
}
