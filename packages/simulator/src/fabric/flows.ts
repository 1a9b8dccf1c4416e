/** An established connection through the network, towards the appliance that held its address. */
export interface VirtualFlow {
  /** The host that dialled it. */
  readonly origin: string
  readonly address: string
  /** The host that accepted it. */
  readonly holder: string
  /** The NAT gateway's address that it came through; null = none. */
  readonly via: string | null
  /** Something on its path is cut. */
  onCut(): void
  /** Something that was cut is whole again. */
  onHealed(): void
  onFaultsChanged(): void
  /** Its holder no longer has the address, and nobody is told (NET-12). */
  onAddressLost(): void
  /** Its holder has the address again. */
  onAddressBack(): void
  /** The host at that end is gone without a word, and has forgotten it for good. */
  onPowerLost(host: string): void
  /** The network ends it on both sides. */
  reset(reason: string): void
}

/** Selects flows by where they lead. */
export interface FlowSelection {
  readonly address: string
  readonly holder: string
  /** Only those that came through that address of the gateway. */
  readonly via?: string
}

/** All flows that are open now, in the order in which they were opened. */
export class Flows {
  readonly #flows = new Set<VirtualFlow>()
  /** By who dialled whom. */
  readonly #between = new Map<string, Set<VirtualFlow>>()

  add(flow: VirtualFlow): void {
    this.#flows.add(flow)
    const key = keyOf(flow.origin, flow.holder)
    const those = this.#between.get(key)
    if (those === undefined) this.#between.set(key, new Set([flow]))
    else those.add(flow)
  }

  remove(flow: VirtualFlow): void {
    this.#flows.delete(flow)
    // The next one of these two comes soon: their set stays.
    this.#between.get(keyOf(flow.origin, flow.holder))?.delete(flow)
  }

  onCut(one: string, other: string): void {
    for (const flow of this.#betweenThese(one, other)) flow.onCut()
  }

  onHealed(one: string, other: string): void {
    for (const flow of this.#betweenThese(one, other)) flow.onHealed()
  }

  onFaultsChanged(one: string, other: string): void {
    for (const flow of this.#betweenThese(one, other)) flow.onFaultsChanged()
  }

  /** How many flows there are between the two, whoever dialled. */
  countBetween(one: string, other: string): number {
    return this.#betweenThese(one, other).length
  }

  /** Ends what `origin` has dialled to that host, by whatever address. */
  resetPath(origin: string, holder: string, reason: string): void {
    for (const flow of [...(this.#between.get(keyOf(origin, holder)) ?? [])]) flow.reset(reason)
  }

  reset(selection: FlowSelection, reason: string): void {
    for (const flow of this.#selected(selection)) flow.reset(reason)
  }

  loseAddress(selection: FlowSelection): void {
    for (const flow of this.#selected(selection)) flow.onAddressLost()
  }

  regainAddress(selection: FlowSelection): void {
    for (const flow of this.#selected(selection)) flow.onAddressBack()
  }

  losePower(host: string): void {
    for (const flow of [...this.#flows]) {
      if (flow.holder === host || flow.origin === host) flow.onPowerLost(host)
    }
  }

  #selected({ address, holder, via }: FlowSelection): readonly VirtualFlow[] {
    return [...this.#flows].filter(
      (flow) =>
        flow.address === address &&
        flow.holder === holder &&
        (via === undefined || flow.via === via),
    )
  }

  /** Those that either has dialled to the other. */
  #betweenThese(one: string, other: string): readonly VirtualFlow[] {
    return [
      ...(this.#between.get(keyOf(one, other)) ?? []),
      ...(this.#between.get(keyOf(other, one)) ?? []),
    ]
  }
}

const keyOf = (origin: string, holder: string): string => `${origin} ${holder}`
