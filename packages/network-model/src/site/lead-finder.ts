import type { Random } from '@understudy/shared'
import type { NatGateway } from '../gateway/nat-gateway.ts'
import { ipv4Of } from '../names/ipv6-twin.ts'
import type { Origin } from '../origins/origins.ts'
import type { Segment } from '../segment/segment.ts'
import type { Belief, Lead } from './lead.ts'

/** Follows names, gateway and ARP caches as an origin sees them (NET-03, NET-04, NET-05). */
export class LeadFinder {
  readonly #gateway: NatGateway
  readonly #segment: Segment
  readonly #random: Random

  /** `random`: which of two claimants of one address answers last (NET-02). */
  constructor(gateway: NatGateway, segment: Segment, random: Random) {
    this.#gateway = gateway
    this.#segment = segment
    this.#random = random
  }

  /**
   * `host`: a name, an IPv4 address, or the IPv6 twin of one; to other IPv6 addresses there is no way. The
   * origin's caches are used and filled.
   */
  find(origin: Origin, host: string, port: number, nowMs: number): Lead {
    const dialled = ipv4Of(host) ?? origin.resolver.lookUp(host, 'A', nowMs).address
    if (dialled === null) return { kind: 'unknown-host' }
    return this.#leadTo(origin, dialled, port, nowMs, true)
  }

  /** Where a connection would go; nothing is learnt by looking. */
  peek(origin: Origin, host: string, port: number, nowMs: number, fresh: string | undefined): Lead {
    const dialled = origin.resolver.peek(host, 'A', nowMs)?.address ?? fresh
    if (dialled === undefined) return { kind: 'unknown-host' }
    return this.#leadTo(origin, dialled, port, nowMs, false)
  }

  #leadTo(origin: Origin, dialled: string, port: number, nowMs: number, learns: boolean): Lead {
    const isPublic = dialled === this.#gateway.publicAddress
    const address = isPublic ? this.#gateway.targetOf(port) : dialled
    const via = isPublic ? dialled : null
    if (address === undefined) {
      return { kind: 'address', dialled, address: dialled, via, appliance: null, by: 'nobody' }
    }
    const neighbour = isPublic ? { name: 'gateway', arp: this.#gateway.arp } : origin
    const owner = this.#ownerFor(neighbour, address, nowMs, learns)
    return { kind: 'address', dialled, address, via, ...owner }
  }

  #ownerFor(
    { name, arp }: Pick<Origin, 'name' | 'arp'>,
    address: string,
    nowMs: number,
    learns: boolean,
  ): { readonly appliance: string | null; readonly by: Belief } {
    const claimants = this.#segment.claimantsOf(address)
    // Its own address a host reaches without asking anybody.
    if (claimants.includes(name)) return { appliance: name, by: 'cached' }
    const believed = arp.entryOf(address, nowMs)
    if (believed !== undefined) {
      const { owner, announced } = believed
      if (!claimants.includes(owner)) return { appliance: null, by: { leftBy: owner } }
      return { appliance: owner, by: announced ? 'announced' : 'cached' }
    }
    const appliance = this.#answersLast(`${address} ${name} ${arp.askedCount(address)}`, claimants)
    if (appliance === undefined) return { appliance: null, by: 'nobody' }
    const isAlone = claimants.length === 1
    const by = isAlone ? (arp.hasAged(address, nowMs) ? 'aged' : 'asked') : 'conflict'
    if (learns) arp.learn(address, appliance, nowMs)
    return { appliance, by }
  }

  /** Who asks hears all that claim the address, and believes the last one (NET-02): whose answer that is, is chance. */
  #answersLast(question: string, claimants: readonly string[]): string | undefined {
    if (claimants.length < 2) return claimants[0]
    return claimants[this.#random.fork(question).integer(0, claimants.length - 1)]
  }
}
