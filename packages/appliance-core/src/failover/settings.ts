import {
  type BackupSettings,
  canonicalAddress,
  canonicalHost,
  defaultBackupSettings,
  type InputOf,
  type Refusal,
  refusal,
  sameHost,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import type { PendingRequest } from '../pending-request.ts'
import { isOwn } from '../relationship/own-hosts.ts'

/** The backup settings of this appliance; every one has a default (FO-11). */
export function backupSettingsOf({ state: { backupSettings: stored } }: Context): BackupSettings {
  if (stored === undefined) return defaultBackupSettings
  const known = completed.get(stored)
  if (known !== undefined) return known
  const complete: BackupSettings = { ...defaultBackupSettings, ...stored }
  completed.set(stored, complete)
  return complete
}

/** Stored settings are never changed, only replaced; they are asked for with each input. */
const completed = new WeakMap<BackupSettings, BackupSettings>()

/** Checks the settings as they would become; returns them, or the refusal. */
export function changedSettings(
  ctx: Context,
  input: InputOf<'set-backup-settings'>,
): BackupSettings | Refusal {
  const settings: BackupSettings = { ...backupSettingsOf(ctx), ...input }
  const { name } = ctx
  for (const found of settings.testAddresses) {
    const why = refusalOfTestAddress(ctx, found)
    if (why !== null) return why
  }
  const shared = ctx.state.addresses.filter((one) => one.shared).map(({ address }) => address)
  for (const found of settings.sharedAddresses ?? [])
    if (!shared.some((one) => sameHost(one, found)))
      return refusal('unknown-address', { appliance: name, found, expected: shared.join(', ') })
  if (settings.promotion === 'test-addresses' && settings.testAddresses.length === 0)
    return refusal('failover-needs-test', { appliance: name })
  if (settings.promotion === 'witness' && settings.witness === null)
    return refusal('failover-needs-witness', { appliance: name })
  return { ...settings, testAddresses: settings.testAddresses.map(canonicalHost) }
}

/** `set-backup-settings`: on either appliance, in force while it is the backup. */
export function storeSettings(
  ctx: Context,
  request: PendingRequest<'set-backup-settings'>,
  settings: BackupSettings,
): void {
  ctx.state.backupSettings = settings
  // A primary that knows only the old ones may believe that it has longer.
  delete ctx.state.watchTold
  ctx.durable.save()
  ctx.record({ name: 'backup-settings-changed', settings })
  ctx.accept(request, settings)
}

/** An answer from either appliance of the relationship proves nothing about the network. */
function refusalOfTestAddress(ctx: Context, found: string): Refusal | null {
  const expected = 'an IP address of a host beside the two appliances'
  const peer = ctx.state.relationship?.peerHost
  const isOfThePair = isOwn(ctx, found) || (peer !== undefined && sameHost(peer, found))
  return canonicalAddress(found) === null || isOfThePair
    ? refusal('no-test-address', { found, expected })
    : null
}
