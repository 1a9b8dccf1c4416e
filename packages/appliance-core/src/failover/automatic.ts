import {
  type BackupSettings,
  type Epoch,
  type InputOf,
  type LinkMessageNamed,
  timeouts,
} from '@understudy/shared'
import type { Context } from '../context.ts'
import { closeLink } from '../link/close.ts'
import { peerLinkOf } from '../link/peer-link.ts'
import type { PendingRequest } from '../pending-request.ts'
import { epochAlone, promoteAlone, whatMayBeLost } from '../relationship/failover.ts'
import { learnEpoch } from '../relationship/roles.ts'
import { scheduleNextSync } from '../replication/next-sync.ts'
import { backupSettingsOf, changedSettings, storeSettings } from './settings.ts'
import { failoverSlice } from './slice.ts'
import { beginWatch, isWatching, mayTakeOver, primarySilentMs, probeEveryMs } from './watch.ts'
import {
  askOnWitnessLink,
  keepWitness,
  leaveSilentWitness,
  noteWitnessHeard,
} from './witness-link.ts'

/*
 * Automatic failover (FO-12), as the product has it:
 *   the primary is silent for its timeout  ->  the test addresses are asked
 *   one answers, the primary still does not  ->  this backup becomes primary, with its shared addresses
 *   none answers                             ->  it stays the backup, says why, and asks again later
 */

/** `set-backup-settings` (FO-11). */
export function setBackupSettings(
  ctx: Context,
  request: PendingRequest<'set-backup-settings'>,
  input: InputOf<'set-backup-settings'>,
): void {
  const changed = changedSettings(ctx, input)
  if ('code' in changed) {
    ctx.refuse(request, changed)
    return
  }
  storeSettings(ctx, request, changed)
  beginWatch(ctx)
  keepWitness(ctx)
  if (ctx.state.role === 'backup') scheduleNextSync(ctx)
  const link = peerLinkOf(ctx)
  if (link === null) return
  // The primary must know at once that it is watched, or no longer is.
  ctx.signal({ kind: 'watch-changed' })
  ctx.setTimer('probe', probeEveryMs(ctx))
}

/** The timeout may be over, or the test addresses have not answered in time. */
export function onFailoverTimer(ctx: Context): void {
  if (!isWatching(ctx)) return
  if (failoverSlice.of(ctx).isTesting) {
    failoverSlice.of(ctx).isTesting = false
    leaveSilentWitness(ctx, timeouts.pingMs)
    keepWitness(ctx)
    if (mayTakeOver(ctx)) withhold(ctx, noAnswer[promotionOf(ctx)])
    else onFailoverTimer(ctx)
    return
  }
  const { primaryTimeoutMs, testAddresses } = backupSettingsOf(ctx)
  if (!mayTakeOver(ctx)) {
    // Nothing tells us here when a swap or an installation that holds it back ends: look again.
    const restMs = primaryTimeoutMs - primarySilentMs(ctx)
    ctx.setTimer('failover', restMs > 0 ? restMs : retryMs(ctx))
    return
  }
  failoverSlice.of(ctx).isTesting = true
  ctx.setTimer('failover', timeouts.pingMs)
  if (promotionOf(ctx) === 'witness') askWitness(ctx)
  else ctx.emit({ kind: 'ping-addresses', addresses: testAddresses })
}

const promotionOf = (ctx: Context): BackupSettings['promotion'] => backupSettingsOf(ctx).promotion

/** Why it does not take over when nobody has answered in time. */
const noAnswer: Readonly<Record<BackupSettings['promotion'], string>> = {
  'by-hand': 'it takes over by hand only',
  'test-addresses': 'no network connectivity test address answers',
  witness: 'the witness does not answer',
}

function askWitness(ctx: Context): void {
  const { witnessLink } = failoverSlice.of(ctx)
  const { relationship, watchTold } = ctx.state
  if (relationship === null) return
  if (watchTold !== true || witnessLink === null) {
    failoverSlice.of(ctx).isTesting = false
    keepWitness(ctx)
    const untold = 'the primary does not know yet that a witness decides'
    withhold(ctx, watchTold === true ? 'the witness cannot be reached' : untold)
    return
  }
  askOnWitnessLink(ctx, witnessLink, {
    type: 'witness-ask',
    relationship: relationship.id,
    guid: ctx.config.guid,
    candidate: epochAlone(ctx, relationship),
    timeoutMs: backupSettingsOf(ctx).primaryTimeoutMs,
  })
}

/** The witness has voted. The epoch of an unused vote is recorded as spent: nobody becomes primary by it any more. */
export function onWitnessVote(
  ctx: Context,
  { candidate, granted, reason }: LinkMessageNamed<'witness-vote'>,
): void {
  noteWitnessHeard(ctx)
  const slice = failoverSlice.of(ctx)
  const wasAsked = slice.isTesting
  slice.isTesting = false
  const isNewEpoch = candidate > ctx.state.epoch
  const isUsed = ctx.decisions.isVoteUsable(wasAsked, mayTakeOver(ctx), isNewEpoch)
  if (granted && isUsed)
    takeOverByItself(ctx, `the witness has voted for epoch ${candidate}`, candidate)
  else if (granted && ctx.state.role === 'backup') learnEpoch(ctx, candidate)
  if (!wasAsked || (granted && isUsed)) return
  if (isUsed) withhold(ctx, reason)
  else onFailoverTimer(ctx)
}

/** These test addresses have answered; meanwhile the primary may have been heard again. */
export function onAddressesAnswered(ctx: Context, reached: readonly string[]): void {
  const slice = failoverSlice.of(ctx)
  if (!slice.isTesting) return
  slice.isTesting = false
  if (!mayTakeOver(ctx)) {
    onFailoverTimer(ctx)
    return
  }
  const [proof] = reached
  if (ctx.decisions.isConnected(reached)) takeOverByItself(ctx, `the test address ${proof} answers`)
  else withhold(ctx, 'no network connectivity test address answers')
}

function takeOverByItself(ctx: Context, proof: string, epoch?: Epoch): void {
  const { relationship } = ctx.state
  if (relationship === null) return
  ctx.record({
    name: 'automatic-failover',
    peer: relationship.peerName,
    silentMs: primarySilentMs(ctx),
    proof,
    ...whatMayBeLost(ctx),
  })
  ctx.signal({ kind: 'taking-over', silentMs: primarySilentMs(ctx) })
  ctx.clearTimer('failover')
  leaveSilentLink(ctx)
  promoteAlone(ctx, relationship, 'automatic failover', epoch)
}

/**
 * A link that was only held up would stay up in silence: two primaries do not probe each other, and answers of the
 * older epoch are refused (FO-14). The hello on a new link tells both of the conflict (FO-13).
 */
function leaveSilentLink(ctx: Context): void {
  const link = peerLinkOf(ctx)
  if (link !== null && ctx.decisions.leavesSilentLink())
    closeLink(ctx, link, 'the primary is silent')
}

/** Stays the backup; says why when the reason is new, or the primary was heard since. */
function withhold(ctx: Context, reason: string): void {
  const slice = failoverSlice.of(ctx)
  const peer = ctx.state.relationship?.peerName ?? ''
  const sentence = `${ctx.name} cannot reach its primary ${peer} and does not take over: ${reason}`
  if (slice.withheld !== sentence)
    ctx.record({ name: 'failover-withheld', peer, silentMs: primarySilentMs(ctx), reason })
  slice.withheld = sentence
  ctx.setTimer('failover', retryMs(ctx))
}

const retryMs = (ctx: Context): number =>
  Math.min(timeouts.failoverRetryMs, backupSettingsOf(ctx).primaryTimeoutMs)
