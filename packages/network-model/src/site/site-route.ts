import type { NetworkConfig } from '@understudy/shared'
import type { NatGateway } from '../gateway/nat-gateway.ts'
import type { Zone } from '../names/zone.ts'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { Segment } from '../segment/segment.ts'

/**
 * Where a client with nothing cached is led under the site's name: by the zone's record, the gateway's
 * rule, and who claims the address (NET-01, NET-04, NET-05). Changes are told once each.
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

  get leadsTo(): string | null {
    return this.#claimants()[0] ?? null
  }

  /** In a conflict it leads to each of those that claim the address. */
  leadsHere(appliance: string): boolean {
    return this.#claimants().includes(appliance)
  }

  /** The zone's address of the site, undefined = none. */
  get address(): string | undefined {
    const found = this.#zone.find(this.#config.siteHostname, 'A')
    return found.kind === 'records' ? found.records[0]?.address : undefined
  }

  /** To be called after anything that may have moved the site. */
  follow(): readonly NetworkEffect[] {
    const before = this.#told
    const after = this.#claimants()
    this.#told = after
    const appliances = this.#config.appliances.map(({ name }) => name)
    const moved = appliances.filter((name) => before.includes(name) !== after.includes(name))
    const routes = moved.map((appliance) => {
      return { kind: 'site-route', appliance, leadsHere: after.includes(appliance) } as const
    })
    const [appliance = null] = after
    if (appliance === (before[0] ?? null)) return routes
    return [record({ name: 'site-leads-to', appliance, by: this.#by() }), ...routes]
  }

  #claimants(): readonly string[] {
    const { address } = this
    if (address === undefined) return []
    const isPublic = address === this.#gateway.publicAddress
    const target = isPublic ? this.#gateway.targetOf(this.#config.tlsPort) : address
    return target === undefined ? [] : this.#segment.claimantsOf(target)
  }

  #by(): 'shared-ip' | 'dns' | 'nat' {
    const { address } = this
    if (address === this.#gateway.publicAddress) return 'nat'
    return address === this.#config.sharedAddress ? 'shared-ip' : 'dns'
  }
}
