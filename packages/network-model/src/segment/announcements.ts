import type { NetworkConfig, Random } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { ArpCache } from './arp-cache.ts'

export interface Neighbour {
  readonly name: string
  readonly arp: ArpCache
}

/** An announcement that is still to be made. */
interface Repeat {
  readonly appliance: string
  readonly address: string
  readonly atMs: number
  /** How many are left, including this one. */
  readonly left: number
}

export interface AnnouncementsParts {
  readonly arp: NetworkConfig['arp']
  readonly random: Random
  readonly neighbours: () => readonly Neighbour[]
}

/**
 * Gratuitous ARP (NET-03): an appliance that takes an address tells every neighbour at once, and again as often as
 * configured (RFC 5227 2.3), except those for whom the seed says it was lost. They go on believing what they heard
 * last until it ages, no matter who has the address now.
 */
export class Announcements {
  readonly #parts: AnnouncementsParts
  readonly #counts = new Map<string, number>()
  /** Sorted by time. */
  #repeats: readonly Repeat[] = []

  constructor(parts: AnnouncementsParts) {
    this.#parts = parts
  }

  /** Announces a change of claimants to the neighbours. */
  follow(
    address: string,
    before: readonly string[],
    after: readonly string[],
    nowMs: number,
  ): readonly NetworkEffect[] {
    this.#repeats = this.#repeats.filter(
      (repeat) => repeat.address !== address || after.includes(repeat.appliance),
    )
    const appliance = after.find((one) => !before.includes(one))
    if (appliance === undefined) return []
    const { announcements } = this.#parts.arp
    this.#repeat({ appliance, address, atMs: nowMs, left: announcements })
    return this.#announce(appliance, address, nowMs)
  }

  /** When the next announcement is due, null = none is. */
  get wakeAtMs(): number | null {
    return this.#repeats[0]?.atMs ?? null
  }

  wake(nowMs: number): readonly NetworkEffect[] {
    const effects: NetworkEffect[] = []
    for (;;) {
      const [due, ...later] = this.#repeats
      if (due === undefined || due.atMs > nowMs) return effects
      this.#repeats = later
      this.#repeat(due)
      effects.push(...this.#announce(due.appliance, due.address, nowMs))
    }
  }

  /** Plans the one after this. */
  #repeat({ atMs, left, ...who }: Repeat): void {
    if (left <= 1) return
    const next = { ...who, atMs: atMs + this.#parts.arp.announceEveryMs, left: left - 1 }
    this.#repeats = [...this.#repeats, next].sort((one, other) => one.atMs - other.atMs)
  }

  #announce(appliance: string, address: string, nowMs: number): readonly NetworkEffect[] {
    const count = (this.#counts.get(address) ?? 0) + 1
    this.#counts.set(address, count)
    return this.#parts.neighbours().flatMap(({ name, arp }): readonly NetworkEffect[] => {
      const believed = arp.entryOf(address, nowMs)
      if (name === appliance || believed === undefined) return []
      if (!this.#isLost(`${address} ${count} ${name}`)) {
        arp.hear(address, appliance, nowMs)
        return []
      }
      // A neighbour that knew it already lost nothing.
      if (believed.owner === appliance) return []
      return [record({ name: 'announcement-lost', address, appliance, neighbour: name })]
    })
  }

  /** Drawn separately for each announcement and neighbour, so that nothing else influences it. */
  #isLost(which: string): boolean {
    const { arp, random } = this.#parts
    return arp.lostAnnouncementShare > 0 && random.fork(which).next() < arp.lostAnnouncementShare
  }
}
