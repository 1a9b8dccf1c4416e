/** An established connection through the network, towards the appliance that held its address. */
export interface VirtualFlow {
  /** The host that dialled it. */
  readonly origin: string
  readonly address: string
  /** The host that accepted it. */
  readonly holder: string
  /** The NAT gateway's address that it came by; null = by none. */
  readonly via: string | null
  onHealed(): void
  onFaultsChanged(): void
  /** The network ends it on both sides. */
  reset(reason: string): void
}

/** Which flows the network ends. */
export interface FlowSelection {
  readonly address: string
  readonly holder: string
  /** Only those that came by that address of the gateway. */
  readonly via?: string
}

/** All flows that are open now, in the order in which they were opened. */
export class Flows {
  readonly #flows = new Set<VirtualFlow>()

  add(flow: VirtualFlow): void {
    this.#flows.add(flow)
  }

  remove(flow: VirtualFlow): void {
    this.#flows.delete(flow)
  }

  onHealed(): void {
    for (const flow of [...this.#flows]) flow.onHealed()
  }

  onFaultsChanged(): void {
    for (const flow of [...this.#flows]) flow.onFaultsChanged()
  }

  /** How many flows have one of the two at either end. */
  countBetween(one: string, other: string): number {
    let count = 0
    for (const { origin, holder } of this.#flows)
      if ((origin === one && holder === other) || (origin === other && holder === one)) count += 1
    return count
  }

  /** Ends what `origin` has dialled to that host, by whatever address. */
  resetPath(origin: string, holder: string, reason: string): void {
    for (const flow of [...this.#flows])
      if (flow.origin === origin && flow.holder === holder) flow.reset(reason)
  }

  reset({ address, holder, via }: FlowSelection, reason: string): void {
    for (const flow of [...this.#flows]) {
      if (flow.address !== address || flow.holder !== holder) continue
      if (via === undefined || flow.via === via) flow.reset(reason)
    }
  }
}
