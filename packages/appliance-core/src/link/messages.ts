import { type LinkMessage, unreachable } from '@understudy/shared'
import type { Context } from '../context.ts'
import { onWitnessVote } from '../failover/automatic.ts'
import { onWitnessLeft } from '../failover/leaving.ts'
import { noteWitnessHeard } from '../failover/witness-link.ts'
import { onEstablished, onEstablishRequest, onStrayEstablishBack } from '../relationship/accept.ts'
import { attemptOf, onEstablishRefused } from '../relationship/attempt.ts'
import { finishBreak, onBreak } from '../relationship/break.ts'
import { onEstablishBack, onEstablishedAck } from '../relationship/establish.ts'
import { onSwapMessage } from '../relationship/swap.ts'
import { attemptUnderWay } from '../relationship/under-way.ts'
import { onReplicationMessage } from '../replication/messages.ts'
import { closeLink } from './close.ts'
import { refuseOlderEpoch } from './epochs.ts'
import { onHello, onHelloRefused } from './hello.ts'
import { noteHeard, onProbe } from './probe.ts'
import type { LinkState } from './slice.ts'

/** A message of the link. One that does not fit the link's stage closes it: nothing is guessed. */
export function onLinkMessage(ctx: Context, link: LinkState, message: LinkMessage): void {
  noteHeard(ctx, link.id)
  if (refuseOlderEpoch(ctx, link, message)) return
  switch (message.type) {
    case 'hello':
      onHello(ctx, link, message)
      return
    case 'hello-refused':
      onHelloRefused(ctx, link, message)
      return
    case 'establish-request':
    case 'establish-refused':
    case 'establish-back':
    case 'established':
    case 'established-ack':
      onEstablishing(ctx, link, message)
      return
    case 'break':
      onBreak(ctx, link, message)
      return
    case 'break-ack':
      finishBreak(ctx, true)
      return
    case 'witness-ask':
    case 'witness-renew':
    case 'witness-vote':
    case 'witness-renewed':
    case 'witness-leave':
    case 'witness-left':
      onWitnessMessage(ctx, link, message)
      return
    default:
      if (link.stage === 'peer') onPeerMessage(ctx, link, message)
      else closeLink(ctx, link.id, `${message.type} before hello`)
  }
}

type EstablishingMessage = Extract<
  LinkMessage,
  {
    type:
      | 'establish-request'
      | 'establish-refused'
      | 'establish-back'
      | 'established'
      | 'established-ack'
  }
>

function onEstablishing(ctx: Context, link: LinkState, message: EstablishingMessage): void {
  const attempt = attemptOf(ctx, link.id)
  const current = attemptUnderWay(ctx)
  switch (message.type) {
    case 'establish-request':
      onEstablishRequest(ctx, link, message)
      return
    case 'establish-back':
      if (current?.side === 'initiator' && current.relationship === message.relationship)
        onEstablishBack(ctx, current, link, message)
      else onStrayEstablishBack(ctx, link, message)
      return
    case 'establish-refused':
      if (attempt !== null) onEstablishRefused(ctx, attempt, message)
      return
    case 'established':
      if (attempt?.side === 'responder') onEstablished(ctx, attempt, link, message)
      return
    case 'established-ack':
      if (attempt?.side === 'initiator') onEstablishedAck(ctx, attempt, link, message)
      return
    default:
      unreachable(message)
  }
}

type WitnessMessage = Extract<
  LinkMessage,
  {
    type:
      | 'witness-ask'
      | 'witness-renew'
      | 'witness-vote'
      | 'witness-renewed'
      | 'witness-leave'
      | 'witness-left'
  }
>

/** Only the witness sends these, and only on the link that was dialed to it; no appliance is asked for a vote. */
function onWitnessMessage(ctx: Context, link: LinkState, message: WitnessMessage): void {
  if (link.stage !== 'witness') closeLink(ctx, link.id, `${message.type} from no witness`)
  else if (message.type === 'witness-vote') onWitnessVote(ctx, message)
  else if (message.type === 'witness-left') onWitnessLeft(ctx, message.relationship)
  else if (message.type === 'witness-renewed') {
    noteWitnessHeard(ctx)
    if (message.isCurrent) ctx.signal({ kind: 'lease-confirmed', number: message.number })
  }
}

type PeerMessage = Exclude<
  LinkMessage,
  EstablishingMessage | WitnessMessage | { type: 'hello' | 'hello-refused' | 'break' | 'break-ack' }
>

function onPeerMessage(ctx: Context, link: LinkState, message: PeerMessage): void {
  switch (message.type) {
    case 'probe':
    case 'probe-answer':
      onProbe(ctx, link.id, message)
      return
    case 'pull':
    case 'rows':
    case 'pull-end':
    case 'sync-refused':
    case 'jump-clients':
    case 'sync-settings':
    case 'sync-compared':
    case 'sync-request':
    case 'sync-begin':
    case 'sync-compare':
    case 'sync-working':
      onReplicationMessage(ctx, link.id, message)
      return
    case 'swap-ask':
    case 'swap-prepare':
    case 'swap-ready':
    case 'swap-take':
    case 'swap-done':
    case 'swap-cancel':
      onSwapMessage(ctx, link, message)
      return
    default:
      unreachable(message)
  }
}
