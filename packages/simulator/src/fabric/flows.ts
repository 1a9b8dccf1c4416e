/** An established connection through the network, towards the appliance that held its address. */
export interface Flow {
  readonly address: string
  /** The host that accepted it. */
  readonly holder: string
  onHealed(): void
  /** The network ends it on both sides. */
  reset(reason: string): void
}

/** All flows that are open now, in the order in which they were opened. */
export class Flows {
  readonly #flows = new Set<Flow>()

  add(flow: Flow): void {
    this.#flows.add(flow)
  }

  remove(flow: Flow): void {
    this.#flows.delete(flow)
  }

  onHealed(): void {
    for (const flow of [...this.#flows]) flow.onHealed()
  }

  /** That host no longer holds that address: its flows there end. */
  resetTo(address: string, holder: string, reason: string): void {
    for (const flow of [...this.#flows])
      if (flow.address === address && flow.holder === holder) flow.reset(reason)
  }
}
