import type { NatRule, NetworkConfig } from '@understudy/shared'
import { ArpCache } from '../segment/arp-cache.ts'

/** The NAT gateway (NET-05): one public address, and where each of its ports leads. */
export class NatGateway {
  readonly publicAddress: string
  readonly onChange: 'keep' | 'cut'
  /** The gateway is a neighbour of the appliances like any other. */
  readonly arp: ArpCache
  readonly #rules = new Map<number, string>()

  /** At first the TLS port leads to the serving appliance's own address. */
  constructor({ publicAddress, nat, arp, tlsPort, appliances, servedBy }: NetworkConfig) {
    this.publicAddress = publicAddress
    this.onChange = nat.onChange
    this.arp = new ArpCache(arp.cacheMs)
    const server = appliances.find(({ name }) => name === servedBy)
    if (server !== undefined) this.#rules.set(tlsPort, server.address)
  }

  get rules(): readonly NatRule[] {
    const { publicAddress } = this
    return [...this.#rules].map(([port, address]) => ({ publicAddress, port, address }))
  }

  /** Where that port leads, undefined = nowhere. */
  targetOf(port: number): string | undefined {
    return this.#rules.get(port)
  }

  /** Returns where the port led before; undefined = the port has no rule, and none is added. */
  setRule(port: number, address: string): string | undefined {
    const before = this.#rules.get(port)
    if (before !== undefined) this.#rules.set(port, address)
    return before
  }
}
