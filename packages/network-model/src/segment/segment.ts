import type { Epoch } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import { AddressClaims } from './address-claims.ts'
import type { Announcements } from './announcements.ts'

type LossReason = 'disabled' | 'host-down' | 'power-loss'

/** What happens to flows when an address is lost (NET-12): when a process ends, its kernel resets its flows. */
const ofFlows = {
  disabled: ['address-lost'],
  'host-down': ['reset-flows'],
  'power-loss': [],
} as const satisfies Record<LossReason, readonly NetworkEffect['kind'][]>

/** The segment of the appliances: who answers for which address (NET-01 to NET-03, FO-14). */
export class Segment {
  readonly #fencing: boolean
  readonly #sharedAddress: string
  readonly #announcements: Announcements
  readonly #claims = new Map<string, AddressClaims>()

  constructor(fencing: boolean, sharedAddress: string, announcements: Announcements) {
    this.#fencing = fencing
    this.#sharedAddress = sharedAddress
    this.#announcements = announcements
  }

  /** Who claims the address, the first claimant first. */
  claimantsOf(address: string): readonly string[] {
    return this.#claims.get(address)?.claimants ?? []
  }

  get hasConflict(): boolean {
    return [...this.#claims.values()].some((claims) => claims.claimants.length > 1)
  }

  /**
   * From now on the appliance answers for the address. If two do, they are in conflict and both are told
   * (NET-02). With fencing, an older epoch is refused, and a newer one ends older claims (FO-14).
   */
  claim(appliance: string, address: string, epoch: Epoch, nowMs: number): readonly NetworkEffect[] {
    const claims = this.#claimsOf(address)
    const highest = claims.highest ?? epoch
    if (this.#fencing && epoch < highest) {
      return this.#changing(address, nowMs, () => fence(claims, appliance, address, epoch, highest))
    }
    if (claims.epochOf(appliance) === epoch) return []
    return this.#changing(address, nowMs, () => {
      const isBack = claims.put(appliance, epoch)
      const fenced = this.#fencing
        ? claims.claimants.flatMap((other) => {
            const held = claims.epochOf(other) ?? epoch
            return held < epoch ? fence(claims, other, address, held, epoch) : []
          })
        : []
      const back = isBack ? [{ kind: 'address-back', appliance, address } as const] : []
      return [record({ name: 'address-claimed', address, appliance, epoch }), ...back, ...fenced]
    })
  }

  /** The appliance no longer answers for the address, and nobody is told (NET-12). */
  release(appliance: string, address: string, nowMs: number): readonly NetworkEffect[] {
    return this.#drop(appliance, address, 'disabled', nowMs)
  }

  /** The appliance is gone, and so are all its claims. After a power loss its flows are told nothing. */
  hostDown(
    appliance: string,
    nowMs: number,
    reason: 'host-down' | 'power-loss' = 'host-down',
  ): readonly NetworkEffect[] {
    return [...this.#claims.keys()].flatMap((address) =>
      this.#drop(appliance, address, reason, nowMs),
    )
  }

  #drop(
    appliance: string,
    address: string,
    reason: LossReason,
    nowMs: number,
  ): readonly NetworkEffect[] {
    const claims = this.#claims.get(address)
    if (claims?.epochOf(appliance) === undefined) return []
    return this.#changing(address, nowMs, () => {
      claims.remove(appliance)
      return [
        record({ name: 'address-released', address, appliance, reason }),
        ...ofFlows[reason].map((kind): NetworkEffect => ({ kind, appliance, address })),
      ]
    })
  }

  /** Changes the claims of one address and adds what follows from the new set of claimants. */
  #changing(
    address: string,
    nowMs: number,
    change: () => readonly NetworkEffect[],
  ): readonly NetworkEffect[] {
    const before = this.claimantsOf(address)
    const effects = change()
    const after = this.claimantsOf(address)
    if (before.join() === after.join()) return effects
    return [
      ...effects,
      ...this.#ownership(address, after),
      ...conflicts(address, before, after),
      ...this.#announcements.follow(address, before, after, nowMs),
    ]
  }

  #ownership(address: string, claimants: readonly string[]): readonly NetworkEffect[] {
    if (address !== this.#sharedAddress) return []
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
    ...(held ? [{ kind: 'address-lost', appliance, address } as const] : []),
  ]
}

/** Every appliance that is or was a claimant is told when the others beside it have changed. */
function conflicts(
  address: string,
  before: readonly string[],
  after: readonly string[],
): readonly NetworkEffect[] {
  const left = before.filter((name) => !after.includes(name))
  return [...after, ...left].flatMap((appliance): readonly NetworkEffect[] => {
    const others = othersOf(appliance, after)
    if (others.join() === othersOf(appliance, before).join()) return []
    return [{ kind: 'conflict', appliance, address, others }]
  })
}

/** The claimants with whom that appliance is in conflict; none if it is not a claimant itself. */
const othersOf = (appliance: string, claimants: readonly string[]): readonly string[] =>
  claimants.includes(appliance) ? claimants.filter((name) => name !== appliance) : []
