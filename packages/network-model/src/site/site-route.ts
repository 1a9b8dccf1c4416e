import type { NetworkConfig } from '@understudy/shared'
import type { NatGateway } from '../gateway/nat-gateway.ts'
import { destinationsOf } from '../names/destinations.ts'
import type { Zone } from '../names/zone.ts'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { Segment } from '../segment/segment.ts'

/**
 * Where the site's name leads a client with nothing cached, by the zone's records of both families, the
 * gateway's rule, and who claims each address (NET-01, NET-04, NET-05). Each change is told once.
 */
export class SiteRoute {
  readonly #config: NetworkConfig
  readonly #zone: Zone
  readonly #gateway: NatGateway
  readonly #segment: Segment
  #told: readonly string[] = []

  constructor(config: NetworkConfig, zone: Zone, gateway: NatGateway, segment: Segment) {
    this.#config = config
    this.#zone = zone
    this.#gateway = gateway
    this.#segment = segment
  }

  /** Every appliance that the name leads to, in the order clients prefer (NET-13). */
  get leads(): readonly string[] {
    return [...new Set(this.#targets().flatMap(({ claimants }) => claimants))]
  }

  /** With several addresses or in a conflict, the name leads to each of them. */
  leadsHere(appliance: string): boolean {
    return this.leads.includes(appliance)
  }

  /** Call after anything that may have moved the site. */
  follow(): readonly NetworkEffect[] {
    const before = this.#told
    const after = this.leads
    this.#told = after
    const appliances = this.#config.appliances.map(({ name }) => name)
    const moved = appliances.filter((name) => before.includes(name) !== after.includes(name))
    const routes = moved.map((appliance) => {
      return { kind: 'site-route', appliance, leadsHere: after.includes(appliance) } as const
    })
    if (before.join() === after.join()) return routes
    const [appliance = null, ...others] = after
    const several = others.length === 0 ? {} : { others }
    return [record({ name: 'site-leads-to', appliance, ...several, by: this.#by() }), ...routes]
  }

  /** Where each address of the name leads, in the order clients dial them. */
  #targets(): readonly { readonly dialled: string; readonly claimants: readonly string[] }[] {
    const { siteHostname, tlsPort } = this.#config
    const { inOrder } = destinationsOf(siteHostname, (name, type) => {
      const found = this.#zone.find(name, type)
      const records = found.kind === 'records' ? found.records : []
      return { addresses: records.map(({ address }) => address), holdMs: 0 }
    })
    return inOrder.flatMap(({ ipv4: dialled }) => {
      if (dialled === null) return []
      const isPublic = dialled === this.#gateway.publicAddress
      const target = isPublic ? this.#gateway.targetOf(tlsPort) : dialled
      const claimants = target === undefined ? [] : this.#segment.claimantsOf(target)
      return [{ dialled, claimants }]
    })
  }

  /** How the name leads to the first appliance, or, if to none, what its first address is. */
  #by(): 'shared-ip' | 'dns' | 'nat' {
    const targets = this.#targets()
    const first = targets.find(({ claimants }) => claimants.length > 0) ?? targets[0]
    if (first?.dialled === this.#gateway.publicAddress) return 'nat'
    return first?.dialled === this.#config.sharedAddress ? 'shared-ip' : 'dns'
  }
}
