import type { Random } from '@understudy/shared'
import type { NatGateway } from '../gateway/nat-gateway.ts'
import { type Destination, type Destinations, destinationsOf } from '../names/destinations.ts'
import type { Origin } from '../origins/origins.ts'
import type { Segment } from '../segment/segment.ts'
import type { Belief, Lead } from './lead.ts'

const nobody = { appliance: null, by: 'nobody' } as const

/** Follows names, gateway and ARP caches as an origin sees them (NET-03, NET-04, NET-05). */
export class LeadFinder {
  readonly #gateway: NatGateway
  readonly #segment: Segment
  readonly #random: Random

  /** `random` decides which of several claimants of an address answers last (NET-02). */
  constructor(gateway: NatGateway, segment: Segment, random: Random) {
    this.#gateway = gateway
    this.#segment = segment
    this.#random = random
  }

  /** What that origin dials for that host, in order; its resolver is asked and keeps the answers. */
  destinationsOf(origin: Origin, host: string, nowMs: number): Destinations {
    return destinationsOf(host, (name, type) => origin.resolver.lookUp(name, type, nowMs))
  }

  /** Where a connection to that destination goes; the origin's ARP cache is used and filled. */
  leadTo(origin: Origin, destination: Destination, port: number, nowMs: number): Lead {
    return this.#leadTo(origin, destination, port, nowMs, true)
  }

  /** Where a connection to it would go; nothing is learnt by looking. */
  lookAt(origin: Origin, destination: Destination, port: number, nowMs: number): Lead {
    return this.#leadTo(origin, destination, port, nowMs, false)
  }

  /** Who receives what that origin, or the gateway for it, sends to the address now; null = nobody. Fills the cache. */
  nextHop(origin: Origin, address: string, byGateway: boolean, nowMs: number): string | null {
    const neighbour = byGateway ? { name: 'gateway', arp: this.#gateway.arp } : origin
    return this.#ownerFor(neighbour, address, nowMs, true).appliance
  }

  /** Where a connection may go, in the order of dialling; nothing is learnt by looking. */
  foresee(origin: Origin, host: string, port: number, nowMs: number): readonly Lead[] {
    const { inOrder, absentForMs: holdMs } = destinationsOf(host, (name, type) =>
      origin.resolver.foresee(name, type, nowMs),
    )
    if (inOrder.length === 0) return [{ kind: 'unknown-host', holdMs }]
    return inOrder.map((destination) => this.lookAt(origin, destination, port, nowMs))
  }

  #leadTo(
    origin: Origin,
    { family, ipv4: dialled, holdMs }: Destination,
    port: number,
    nowMs: number,
    learns: boolean,
  ): Lead {
    if (dialled === null) return { kind: 'unknown-host', holdMs }
    const isPublic = dialled === this.#gateway.publicAddress
    const address = isPublic ? this.#gateway.targetOf(port) : dialled
    const via = isPublic ? dialled : null
    const neighbour = isPublic ? { name: 'gateway', arp: this.#gateway.arp } : origin
    const { appliance, by } =
      address === undefined ? nobody : this.#ownerFor(neighbour, address, nowMs, learns)
    const reached = address ?? dialled
    return { kind: 'address', family, dialled, holdMs, address: reached, via, appliance, by }
  }

  #ownerFor(
    { name, arp }: Pick<Origin, 'name' | 'arp'>,
    address: string,
    nowMs: number,
    learns: boolean,
  ): { readonly appliance: string | null; readonly by: Belief } {
    const claimants = this.#segment.claimantsOf(address)
    // A host reaches its own address without asking anybody.
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

  /** All claimants answer, and the one who asked believes the last answer (NET-02); which that is, is chance. */
  #answersLast(question: string, claimants: readonly string[]): string | undefined {
    if (claimants.length < 2) return claimants[0]
    return claimants[this.#random.fork(question).integer(0, claimants.length - 1)]
  }
}
