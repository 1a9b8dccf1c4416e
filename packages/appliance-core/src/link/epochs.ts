import type { LinkMessage } from '@understudy/shared'
import type { Context } from '../context.ts'
import { closeLink } from './close.ts'
import { answerProbe } from './probe.ts'
import type { LinkState } from './slice.ts'

/**
 * What happens to a message whose sender is at an older epoch than we are (FO-14).
 *
 * | rule      | it is                                                                                |
 * |-----------|--------------------------------------------------------------------------------------|
 * | refuse    | refused: nothing of it is done or believed, and the sender is told our epoch          |
 * | greet     | heard: by it the older end learns of the higher epoch, or both of a conflict (FO-13)  |
 * | establish | heard: the two have no relationship yet; its epoch will be higher than those of both  |
 */
type EpochRule = 'refuse' | 'greet' | 'establish'

/** For every message of the link: a new kind does not compile without a rule. */
const epochRules = {
  hello: 'greet',
  'hello-refused': 'greet',
  'establish-request': 'establish',
  'establish-refused': 'establish',
  'establish-back': 'establish',
  established: 'establish',
  'established-ack': 'refuse',
  probe: 'refuse',
  'probe-answer': 'refuse',
  break: 'refuse',
  'break-ack': 'refuse',
  'sync-request': 'refuse',
  pull: 'refuse',
  rows: 'refuse',
  'pull-end': 'refuse',
  'sync-begin': 'refuse',
  'sync-refused': 'refuse',
  'jump-clients': 'refuse',
  'sync-settings': 'refuse',
  'sync-working': 'refuse',
  'sync-compare': 'refuse',
  'sync-compared': 'refuse',
  'swap-ask': 'refuse',
  'swap-prepare': 'refuse',
  'swap-ready': 'refuse',
  'swap-take': 'refuse',
  'swap-done': 'refuse',
  'swap-cancel': 'refuse',
  // A witness has no epoch of its own: its messages name the epoch that they are about.
  'witness-ask': 'greet',
  'witness-vote': 'greet',
  'witness-renew': 'greet',
  'witness-renewed': 'greet',
  'witness-leave': 'greet',
  'witness-left': 'greet',
} as const satisfies Record<LinkMessage['type'], EpochRule>

/** Refuses the message if it is of an older epoch; returns whether it was. */
export function refuseOlderEpoch(ctx: Context, link: LinkState, message: LinkMessage): boolean {
  const { epoch } = ctx.state
  if (epochRules[message.type] !== 'refuse') return false
  if (!ctx.decisions.isOlderEpoch(message.epoch, epoch)) return false
  // What was in transit when the epoch changed arrives in a row: it is recorded once.
  if (link.refusedEpoch !== message.epoch)
    ctx.record({
      name: 'link-refused',
      code: 'stale-epoch',
      message: `${message.type} of epoch ${message.epoch} after ${epoch}`,
    })
  link.refusedEpoch = message.epoch
  if (link.stage !== 'peer') closeLink(ctx, link.id, `${message.type} of an older epoch`)
  // Answering an answer would never end.
  else if (message.type !== 'probe-answer') answerProbe(ctx, link.id)
  return true
}
