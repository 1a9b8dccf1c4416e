import { sameHost } from '@understudy/shared'
import type { Context } from '../context.ts'
import { backupSettingsOf } from '../failover/settings.ts'
import { peerLinkOf, peerPackageDiffers } from '../link/peer-link.ts'
import { conflictsWith } from '../network/addresses.ts'
import { isInConflict } from '../relationship/conflict.ts'
import { isSwapping } from '../relationship/under-way.ts'
import type { Notice } from './outbox.ts'

/** What the status check knows beside the appliance's own state. */
export interface Seen {
  /** Whether any test address answered; null = it is not known. */
  readonly testReached: boolean | null
  /** Before that nobody has looked. */
  readonly watchedSinceMs: number
}

/** Everything that is mailed as long as it lasts (product facts 1.16; two of our own: FO-13, NET-02). */
export const conditionsOf = (ctx: Context, seen: Seen): readonly Notice[] =>
  rules.flatMap((rule) => rule(ctx, seen) ?? [])

type Rule = (ctx: Context, seen: Seen) => Notice | readonly Notice[] | null

const noSyncMs = 86_400_000

const rules: readonly Rule[] = [
  (ctx) =>
    ctx.state.relationship !== null && peerPackageDiffers(ctx)
      ? {
          about: 'different-versions',
          subject: 'the product versions do not match',
          text: `This appliance has Bomgar-${ctx.state.software.site}, and its peer has another version or build. Nothing is synced until both have the same one.`,
        }
      : null,
  (ctx) =>
    ctx.state.role === 'primary'
      ? ctx.state.addresses
          .filter(({ address, shared, enabled }) => shared && !enabled && isCarried(ctx, address))
          .map(({ address }) => ({
            about: `shared-address-off/${address}`,
            subject: `the shared IP ${address} is not enabled`,
            text: `This appliance is the primary, and the shared IP ${address} that is configured in /login is not enabled on its network interface: nobody reaches the site by it.`,
          }))
      : null,
  (ctx) =>
    ctx.state.role === 'none'
      ? null
      : (backupSettingsOf(ctx).sharedAddresses ?? [])
          .filter((wanted) => !ctx.state.addresses.some(({ address }) => sameHost(address, wanted)))
          .map((address) => ({
            about: `shared-address-missing/${address}`,
            subject: `the shared IP ${address} is not listed`,
            text: `The shared IP ${address} is configured in /login and not listed in /appliance > Networking > IP Configuration.`,
          })),
  (ctx, { testReached }) =>
    ctx.state.role === 'backup' && testReached === false && peerLinkOf(ctx) !== null
      ? {
          about: 'no-test-address',
          subject: 'no network connectivity test IP answers',
          text: 'This backup reaches its primary, but none of its network connectivity test IPs. If the primary failed now, it would not take over.',
        }
      : null,
  (ctx, { testReached }) =>
    isCutOff(ctx) && testReached === false
      ? {
          about: 'cut-off',
          subject: 'neither the primary nor a test IP answers',
          text: 'This backup reaches neither its primary nor any of its network connectivity test IPs: its own network may be at fault, and it does not take over.',
        }
      : null,
  (ctx) =>
    ctx.state.role === 'backup' && !backupSettingsOf(ctx).backupOperations
      ? {
          about: 'backup-operations-off',
          subject: 'backup operations are disabled',
          text: 'Backup operations are disabled on the Failover page: no sync starts by itself, and nobody watches the primary.',
        }
      : null,
  (ctx, { testReached }) =>
    isCutOff(ctx) && testReached !== false ? primaryNotReached(ctx) : null,
  (ctx, { watchedSinceMs }) => {
    const { role, lastSync } = ctx.state
    const sinceMs = Math.max(lastSync.finishedAtMs ?? watchedSinceMs, 0)
    return role === 'backup' && ctx.nowMs - sinceMs >= noSyncMs
      ? {
          about: 'no-sync',
          subject: 'no data sync succeeded within the past 24 hours',
          text: `No data sync of this backup has succeeded within the past 24 hours. What its primary has recorded since would be lost with it.`,
        }
      : null
  },
  (ctx) =>
    isInConflict(ctx)
      ? {
          about: 'role-conflict',
          subject: `both appliances are ${ctx.state.role}`,
          text: `This appliance and its peer are both ${ctx.state.role}. Nothing is synced until one of them is given the other role on the Failover page.`,
        }
      : null,
  (ctx) =>
    ctx.state.addresses.flatMap(({ address }) => {
      const others = conflictsWith(ctx, address)
      return others.length === 0
        ? []
        : [
            {
              about: `address-conflict/${address}`,
              subject: `${address} is claimed by two`,
              text: `${address} of this appliance is also claimed by ${others.join(', ')}: clients reach either.`,
            },
          ]
    }),
]

/** It cannot reach its primary, and nobody has arranged that. */
const isCutOff = (ctx: Context): boolean =>
  ctx.state.role === 'backup' &&
  backupSettingsOf(ctx).backupOperations &&
  peerLinkOf(ctx) === null &&
  !isSwapping(ctx)

function primaryNotReached(ctx: Context): Notice {
  const { promotion, primaryTimeoutMs } = backupSettingsOf(ctx)
  const then =
    promotion === 'by-hand'
      ? 'Automatic failover is disabled: it stays the backup until somebody makes it the primary.'
      : `Automatic failover is enabled: it will become the primary if the primary stays unresponsive for ${Math.round(primaryTimeoutMs / 1_000)} seconds.`
  return {
    about: 'primary-not-reached',
    subject: 'the primary does not answer',
    text: `This backup has failed to probe its primary. ${then}`,
  }
}

const isCarried = (ctx: Context, address: string): boolean =>
  backupSettingsOf(ctx).sharedAddresses?.some((one) => sameHost(one, address)) ?? true
