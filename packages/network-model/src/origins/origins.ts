import { type NetworkConfig, type Office, type Random, witnessName } from '@understudy/shared'
import { Resolver } from '../names/resolver.ts'
import type { Zone } from '../names/zone.ts'
import { ArpCache } from '../segment/arp-cache.ts'

/** A host that dials, with what it believes about names and addresses. */
export interface Origin {
  readonly name: string
  /** If it is one of the clients' networks. */
  readonly office: Office | null
  readonly resolver: Resolver
  readonly arp: ArpCache
}

/** How many hosts are remembered that no config names (observers, tests); beyond that the oldest go. */
const othersMax = 128

/** Programs from outside the lab (NET-08). */
export const outside = 'outside'

/** All hosts that dial. Those in the config are there from the start, others once they have dialled. */
export class Origins {
  readonly #make: (name: string, office: Office | null) => Origin
  readonly #fixed = new Map<string, Origin>()
  readonly #others = new Map<string, Origin>()
  #version = 0

  constructor(config: NetworkConfig, zone: Zone, random: Random) {
    this.#make = (name, office) => ({
      name,
      office,
      resolver: new Resolver(
        office?.resolver ?? { habit: 'honour' },
        zone,
        random.fork(`resolver ${name}`),
      ),
      arp: new ArpCache(config.arp.cacheMs),
    })
    const witness = config.witness === undefined ? [] : [witnessName]
    const named = [...config.appliances.map(({ name }) => name), ...witness, 'conductor', outside]
    for (const name of named) this.#fixed.set(name, this.#make(name, null))
    for (const office of config.offices)
      this.#fixed.set(office.name, this.#make(office.name, office))
  }

  get all(): readonly Origin[] {
    return [...this.#fixed.values(), ...this.#others.values()]
  }

  get names(): readonly string[] {
    return [...this.#fixed.keys(), ...this.#others.keys()]
  }

  /** Grows whenever a host comes or goes. */
  get version(): number {
    return this.#version
  }

  of(name: string): Origin {
    const known = this.#fixed.get(name) ?? this.#others.get(name)
    if (known !== undefined) return known
    const oldest = this.#others.keys().next()
    if (this.#others.size >= othersMax && !oldest.done) this.#others.delete(oldest.value)
    const fresh = this.#make(name, null)
    this.#others.set(name, fresh)
    this.#version++
    return fresh
  }
}
