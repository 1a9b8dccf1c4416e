import type { Random } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import type { ArpCache } from './arp-cache.ts'

export interface Neighbour {
  readonly name: string
  readonly arp: ArpCache
}

/**
 * Gratuitous ARP (NET-03): who takes an address tells every neighbour, except those for whom the seed
 * says that it was lost. They go on believing what they believed until it ages.
 */
export class Announcements {
  readonly #lostShare: number
  readonly #random: Random
  readonly #neighbours: () => readonly Neighbour[]
  readonly #counts = new Map<string, number>()

  constructor(lostShare: number, random: Random, neighbours: () => readonly Neighbour[]) {
    this.#lostShare = lostShare
    this.#random = random
    this.#neighbours = neighbours
  }

  /** What the neighbours hear of a change of claimants. */
  follow(
    address: string,
    before: readonly string[],
    after: readonly string[],
    nowMs: number,
  ): readonly NetworkEffect[] {
    if (after.length > 1) {
      // All of them keep announcing: what a cache holds changes by the moment and counts for nothing.
      for (const { arp } of this.#neighbours()) arp.forget(address)
      return []
    }
    const newcomer = after.find((appliance) => !before.includes(appliance))
    return newcomer === undefined ? [] : this.#announce(newcomer, address, nowMs)
  }

  #announce(appliance: string, address: string, nowMs: number): readonly NetworkEffect[] {
    const count = (this.#counts.get(address) ?? 0) + 1
    this.#counts.set(address, count)
    return this.#neighbours().flatMap(({ name, arp }): readonly NetworkEffect[] => {
      const believed = arp.entryOf(address, nowMs)
      if (name === appliance || believed === undefined) return []
      if (!this.#isLost(`${address} ${count} ${name}`)) {
        arp.hear(address, appliance, nowMs)
        return []
      }
      // Who lost nothing by it is no news.
      if (believed.owner === appliance) return []
      return [record({ name: 'announcement-lost', address, appliance, neighbour: name })]
    })
  }

  /** Drawn for each announcement and neighbour by itself, so that it depends on nobody else's doings. */
  #isLost(which: string): boolean {
    return this.#lostShare > 0 && this.#random.fork(which).next() < this.#lostShare
  }
}
