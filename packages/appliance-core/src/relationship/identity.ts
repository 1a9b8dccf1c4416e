import {
  findVersion,
  type LinkIdentity,
  linkProtocol,
  type Refusal,
  refusal,
  sameHost,
} from '@understudy/shared'
import type { Context } from '../context.ts'

/** Who this appliance is. */
export function identityOf(ctx: Context): LinkIdentity {
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
export function refusalToPair(ctx: Context, peer: LinkIdentity): Refusal | null {
  return refusalToPairWith(identityOf(ctx), peer)
}

/** The same, told from the peer's side. */
export function refusalForPeer(ctx: Context, peer: LinkIdentity): Refusal | null {
  return refusalToPairWith(peer, identityOf(ctx))
}

export function samePackage(a: LinkIdentity, b: LinkIdentity): boolean {
  return a.base === b.base && a.site === b.site && a.build === b.build
}

function refusalToPairWith(self: LinkIdentity, peer: LinkIdentity): Refusal | null {
  if (self.protocol !== peer.protocol)
    return refusal('unsupported-protocol', { found: peer.protocol, expected: self.protocol })
  if (!sameHost(self.siteHostname, peer.siteHostname))
    return refusal('different-site', { found: peer.siteHostname, expected: self.siteHostname })
  if (!samePackage(self, peer))
    return refusal('different-package', { found: softwareText(peer), expected: softwareText(self) })
  return null
}

const softwareText = (i: LinkIdentity): string =>
  `Base ${i.base} and Bomgar-${i.site} (build ${i.build})`

const buildOf = (ctx: Context): number => findVersion('site', ctx.state.software.site)?.build ?? 0
