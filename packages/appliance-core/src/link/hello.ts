import { type LinkMessageNamed, type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { notePeerHeard } from '../failover/watch.ts'
import { endRelationship } from '../relationship/end.ts'
import { acknowledgeByHello } from '../relationship/establish.ts'
import { identityOf } from '../relationship/identity.ts'
import { settingsChangedHere } from '../settings/changed-here.ts'
import { adoptLink } from './adopt.ts'
import { closeLink } from './close.ts'
import { peerLinkOf } from './peer-link.ts'
import type { LinkState } from './slice.ts'
import { tellTrouble } from './troubles.ts'

/*
 * Both ends say hello with the relationship's id; a peer that does not know it any more says so, and
 * the relationship is over here too (FO-09). It is also how an old primary that comes back learns of the
 * higher epoch: both are then in conflict (FO-13).
 */

export function sayHello(ctx: Context, link: string): void {
  const { relationship } = ctx.state
  if (relationship === null) return
  ctx.send(link, {
    type: 'hello',
    ...identityOf(ctx),
    relationship: relationship.id,
    vector: [...ctx.store.logs.heads()],
    settingsChanged: settingsChangedHere(ctx).length,
  })
}

/** A hello from either end. The accepting end answers with its own. */
export function onHello(ctx: Context, link: LinkState, hello: LinkMessageNamed<'hello'>): void {
  const why = refusalOfHello(ctx, hello)
  if (why !== null) {
    tellTrouble(ctx, { name: 'link-refused', code: why.code, message: why.message })
    ctx.send(link.id, {
      type: 'hello-refused',
      code: why.code,
      message: why.message,
    })
    closeLink(ctx, link.id, why.message)
    return
  }
  if (link.stage === 'new') sayHello(ctx, link.id)
  adoptLink(ctx, link, hello, hello.vector)
  acknowledgeByHello(ctx, link.id)
}

/** The peer refuses us: it may have forgotten the relationship, or be in maintenance. */
export function onHelloRefused(
  ctx: Context,
  link: LinkState,
  message: LinkMessageNamed<'hello-refused'>,
): void {
  closeLink(ctx, link.id, message.message)
  if (ctx.decisions.isForgotten(message.code)) {
    const isOldNews = ctx.decisions.isForgettingOldNews(peerLinkOf(ctx) !== null)
    if (!isOldNews) endRelationship(ctx, 'peer-forgot', true)
    return
  }
  // It is alive and will be back: no reason to take over (FO-12).
  if (message.code === 'in-maintenance') notePeerHeard(ctx)
  tellTrouble(ctx, { name: 'alert', code: message.code, message: message.message })
}

function refusalOfHello(ctx: Context, hello: LinkMessageNamed<'hello'>): Refusal | null {
  const { state, name, decisions } = ctx
  if (state.installation !== null)
    return refusal('in-maintenance', { appliance: name, package: state.installation.package })
  const own = identityOf(ctx)
  if (hello.protocol !== own.protocol)
    return refusal('unsupported-protocol', { found: hello.protocol, expected: own.protocol })
  if (decisions.isAnotherRelationship(state.relationship?.id, hello.relationship))
    return refusal('no-relationship', { appliance: name })
  // The peer's address may have moved to us, as a shared one does with the role (FO-04).
  if (hello.guid === own.guid)
    return refusal('own-address', {
      field: 'The address of the peer',
      found: state.relationship?.peerHost ?? '',
    })
  return null
}
