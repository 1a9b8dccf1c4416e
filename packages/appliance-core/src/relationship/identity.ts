import {
  findVersion,
  type LinkMessageNamed,
  linkProtocol,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'

/** What the first message of every link says of its sender. */
export type Identity = Pick<
  LinkMessageNamed<'establish-back'>,
  'protocol' | 'guid' | 'name' | 'siteHostname' | 'base' | 'site' | 'build' | 'role' | 'epoch'
>

/** Who this appliance is. */
export function identityOf(ctx: Context): Identity {
  const { config, state } = ctx
  return {
    protocol: linkProtocol,
    guid: config.guid,
    name: config.name,
    siteHostname: config.siteHostname,
    base: state.software.base,
    site: state.software.site,
    build: buildOf(ctx),
    role: state.role,
    epoch: state.epoch,
  }
}

/** Why these two cannot be a pair, told from this appliance's side; null = they can (FO-05). */
export function refusalToPair(ctx: Context, peer: Identity): Refusal | null {
  return refusalToPairWith(identityOf(ctx), peer)
}

/** The same, told from the peer's side. */
export function refusalForPeer(ctx: Context, peer: Identity): Refusal | null {
  return refusalToPairWith(peer, identityOf(ctx))
}

export function samePackage(a: Identity, b: Identity): boolean {
  return a.base === b.base && a.site === b.site && a.build === b.build
}

function refusalToPairWith(self: Identity, peer: Identity): Refusal | null {
  if (self.protocol !== peer.protocol)
    return refusal('unsupported-protocol', { found: peer.protocol, expected: self.protocol })
  if (self.siteHostname !== peer.siteHostname)
    return refusal('different-site', { found: peer.siteHostname, expected: self.siteHostname })
  if (!samePackage(self, peer))
    return refusal('different-package', { found: softwareText(peer), expected: softwareText(self) })
  return null
}

const softwareText = (i: Identity): string =>
  `Base ${i.base} and Bomgar-${i.site} (build ${i.build})`

const buildOf = (ctx: Context): number => findVersion('site', ctx.state.software.site)?.build ?? 0
