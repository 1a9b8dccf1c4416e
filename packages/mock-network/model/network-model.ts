import type { Epoch, NetworkEvent, NetworkMap, Random } from '@understudy/shared'
import { AddressClaims } from './claims.ts'
import type { NetworkEffect, Route } from './network-effect.ts'
import { Paths } from './paths.ts'

export interface NetworkModelConfig extends NetworkMap {
  /** Whether a claim with an epoch older than the highest one seen is refused (FO-14, DESIGN 7). */
  readonly fencing: boolean
}

/**
 * The network as a pure model: who claims which address, which paths are cut, and so where a new flow
 * goes (DESIGN 8). The loopback process and the simulator carry the same model.
 */
export class NetworkModel {
  readonly #config: NetworkModelConfig
  readonly #random: Random
  readonly #claims = new Map<string, AddressClaims>()
  readonly #paths = new Paths()

  constructor(config: NetworkModelConfig, random: Random) {
    this.#config = config
    this.#random = random
  }

  /**
   * The appliance answers for the address from now on. Two that do are in conflict, and both are told
   * (NET-02). With fencing an older epoch is refused, and a newer one ends the older claims (FO-14).
   */
  claim(appliance: string, address: string, epoch: Epoch): readonly NetworkEffect[] {
    const claims = this.#claimsOf(address)
    const highest = claims.highest ?? epoch
    if (this.#config.fencing && epoch < highest) {
      return this.#changing(address, () => fence(claims, appliance, address, epoch, highest))
    }
    if (claims.epochOf(appliance) === epoch) return []
    return this.#changing(address, () => {
      claims.put(appliance, epoch)
      const fenced = this.#config.fencing
        ? claims.claimants.flatMap((other) => {
            const held = claims.epochOf(other) ?? epoch
            return held < epoch ? fence(claims, other, address, held, epoch) : []
          })
        : []
      return [record({ name: 'address-claimed', address, appliance, epoch }), ...fenced]
    })
  }

  /** The appliance no longer answers for the address; flows through it are reset. */
  release(appliance: string, address: string): readonly NetworkEffect[] {
    return this.#drop(appliance, address, 'disabled')
  }

  /** The appliance is gone, and with it all that it claimed. */
  hostDown(appliance: string): readonly NetworkEffect[] {
    return [...this.#claims.keys()].flatMap((address) =>
      this.#drop(appliance, address, 'host-down'),
    )
  }

  /** A pulled cable between two hosts: both directions. */
  cutPath(from: string, to: string): readonly NetworkEffect[] {
    const changed = [this.#paths.cut(from, to), this.#paths.cut(to, from)].includes(true)
    if (!changed) return []
    return [record({ name: 'path-cut', from, to }), { kind: 'stall-flows', from, to }]
  }

  /** The cable is back in. */
  healPath(from: string, to: string): readonly NetworkEffect[] {
    const changed = [this.#paths.heal(from, to), this.#paths.heal(to, from)].includes(true)
    if (!changed) return []
    return [record({ name: 'path-healed', from, to }), { kind: 'resume-flows', from, to }]
  }

  /** Whether bytes pass between the two hosts. */
  carries(one: string, other: string): boolean {
    return this.#paths.carries(one, other)
  }

  /** Where a new flow from that host to that address goes: in a conflict to either claimant. */
  route(from: string, address: string): Route {
    const claimants = this.claimantsOf(address)
    const choice = claimants.length > 1 ? this.#random.integer(0, claimants.length - 1) : 0
    const appliance = claimants[choice]
    if (appliance === undefined || !this.carries(from, appliance)) return { kind: 'black-hole' }
    return { kind: 'to', appliance }
  }

  /** Who claims the address, the first claimant first. */
  claimantsOf(address: string): readonly string[] {
    return this.#claims.get(address)?.claimants ?? []
  }

  #drop(
    appliance: string,
    address: string,
    reason: 'disabled' | 'host-down',
  ): readonly NetworkEffect[] {
    const claims = this.#claimsOf(address)
    if (claims.epochOf(appliance) === undefined) return []
    return this.#changing(address, () => {
      claims.remove(appliance)
      return [
        record({ name: 'address-released', address, appliance, reason }),
        { kind: 'reset-flows', appliance, address },
      ]
    })
  }

  /** Changes the claims of one address and adds what follows from the new set of claimants. */
  #changing(address: string, change: () => readonly NetworkEffect[]): readonly NetworkEffect[] {
    const before = this.claimantsOf(address)
    const effects = change()
    const after = this.claimantsOf(address)
    if (before.join() === after.join()) return effects
    return [...effects, ...this.#ownership(address, after), ...conflicts(address, before, after)]
  }

  #ownership(address: string, claimants: readonly string[]): readonly NetworkEffect[] {
    if (address !== this.#config.sharedAddress) return []
    const [owner = null, ...others] = claimants
    return [record({ name: 'traffic-owner', address, owner, others })]
  }

  #claimsOf(address: string): AddressClaims {
    const known = this.#claims.get(address)
    if (known !== undefined) return known
    const fresh = new AddressClaims()
    this.#claims.set(address, fresh)
    return fresh
  }
}

/** Ends or refuses a claim that is older than the highest epoch seen. */
function fence(
  claims: AddressClaims,
  appliance: string,
  address: string,
  epoch: Epoch,
  highest: Epoch,
): readonly NetworkEffect[] {
  const held = claims.remove(appliance)
  return [
    record({ name: 'claim-fenced', address, appliance, epoch, highest }),
    { kind: 'claim-refused', appliance, address, highest },
    ...(held ? [{ kind: 'reset-flows', appliance, address } as const] : []),
  ]
}

/** Whoever is left in the set is told whenever the others in it have changed. */
function conflicts(
  address: string,
  before: readonly string[],
  after: readonly string[],
): readonly NetworkEffect[] {
  return after.flatMap((appliance): readonly NetworkEffect[] => {
    const others = after.filter((name) => name !== appliance)
    const hadOthers = before.includes(appliance) ? before.filter((name) => name !== appliance) : []
    if (others.join() === hadOthers.join()) return []
    return [{ kind: 'conflict', appliance, address, others }]
  })
}

const record = (event: NetworkEvent): NetworkEffect => ({ kind: 'record', event })
