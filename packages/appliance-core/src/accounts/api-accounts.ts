import {
  ApiAccountRecord,
  type InputOf,
  parseJson,
  refusal,
  type Secret,
  schemaErrors,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { putSetting, refusalToStore, removeSetting } from '../settings/settings.ts'
import { beginJob } from './begin-job.ts'
import type { Job } from './slice.ts'

/** Data of the site, synced like its users (SYN-01); the secret is kept as a digest. */
const prefix = 'api-accounts/'
const accountsMax = 100

/** `add-api-account`: with no more than the permissions that are given (SEC-02). */
export function addApiAccount(
  ctx: Context,
  request: PendingRequest<'add-api-account'>,
  input: InputOf<'add-api-account'>,
): void {
  const found = apiAccountsOf(ctx).length + 1
  if (found > accountsMax) {
    ctx.refuse(request, refusal('too-many', { what: 'API accounts', found, expected: accountsMax }))
    return
  }
  const job = beginJob(ctx, { kind: 'api-account', request, input })
  ctx.emit({ kind: 'make-secrets', job, count: 1 })
}

export function onSecretForApi(
  ctx: Context,
  { request, input }: Extract<Job, { kind: 'api-account' }>,
  { text, digest }: Secret,
): void {
  const clientId = ctx.random.hex(32)
  const record: ApiAccountRecord = { ...input, secretDigest: digest }
  const setting = { key: prefix + clientId, value: JSON.stringify(record) }
  const isBackup = ctx.state.role === 'backup'
  const why = isBackup
    ? refusal('backup-does-not-serve', { appliance: ctx.name })
    : refusalToStore(ctx, setting)
  if (why !== null) {
    ctx.refuse(request, why)
    return
  }
  putSetting(ctx, setting.key, setting.value)
  ctx.record({ name: 'api-account-changed', clientId, change: 'added' })
  ctx.accept(request, { clientId, clientSecret: text })
}

export function listApiAccounts(ctx: Context, request: PendingRequest<'list-api-accounts'>): void {
  const accounts = apiAccountsOf(ctx).map(({ clientId, record: { name, permissions } }) => ({
    clientId,
    name,
    permissions,
  }))
  ctx.accept(request, { accounts })
}

export function removeApiAccount(
  ctx: Context,
  request: PendingRequest<'remove-api-account'>,
  { clientId }: InputOf<'remove-api-account'>,
): void {
  if (!apiAccountsOf(ctx).some((one) => one.clientId === clientId)) {
    ctx.refuse(request, refusal('unknown-account', { interface: 'api', found: clientId }))
    return
  }
  removeSetting(ctx, prefix + clientId)
  ctx.record({ name: 'api-account-changed', clientId, change: 'removed' })
  ctx.accept(request, {})
}

/** The client of the APIs with that id, as it is now. */
export const findApiAccount = (ctx: Context, clientId: string): ApiAccountRecord | undefined =>
  recordIn(ctx.store.settings.get(prefix + clientId)?.value)

const apiAccountsOf = (
  ctx: Context,
): readonly { readonly clientId: string; readonly record: ApiAccountRecord }[] =>
  ctx.store.settings.all().flatMap(({ key, value }) => {
    const record = key.startsWith(prefix) ? recordIn(value) : undefined
    return record === undefined ? [] : [{ clientId: key.slice(prefix.length), record }]
  })

/** It may have come from a peer. */
function recordIn(text: string | undefined): ApiAccountRecord | undefined {
  const value = text === undefined ? undefined : parseJson(text)
  return schemaErrors(ApiAccountRecord, value).length === 0
    ? (value as ApiAccountRecord)
    : undefined
}
