import { nextRetransmissionAtMs } from '@understudy/network-model'
import type { PageAnswer } from '../world/host-port.ts'
import { serviceUs } from '../world/service-times.ts'
import type { Exchange, ExchangeParts } from './exchange.ts'
import type { NetworkPort } from './network-port.ts'

/**
 * A request on a path without faults: its answer leaves as soon as it is served. A fault that begins during that one
 * hop no longer affects it; a cut path holds it, as it holds everything.
 */
export class PlainExchange implements Exchange {
  readonly #network: NetworkPort
  readonly #parts: ExchangeParts
  #answer: PageAnswer | null = null
  #sentAtMs = 0
  #stalled = false
  #lost: 'nothing' | 'address' | 'all' = 'nothing'
  #over = false

  constructor(network: NetworkPort, parts: ExchangeParts) {
    this.#network = network
    this.#parts = parts
  }

  get origin(): string {
    return this.#parts.office
  }

  get address(): string {
    return this.#parts.route.address
  }

  get holder(): string {
    return this.#parts.route.appliance
  }

  get via(): string | null {
    return this.#parts.route.via
  }

  begin(): void {
    this.#network.flows.add(this)
    this.#parts.host.serve(serviceUs.page, () => this.#serve())
  }

  #serve(): void {
    if (this.#over || this.#lost === 'all') return
    this.#answer = this.#parts.host.page(this.#parts.path)
    this.#sentAtMs = this.#network.scheduler.nowMs
    this.#travel()
  }

  leave(): void {
    this.#over = true
    this.#network.flows.remove(this)
  }

  /** The client gives up soon by itself. */
  onCut(): void {}

  onAddressLost(): void {
    if (this.#lost === 'nothing') this.#lost = 'address'
  }

  onAddressBack(): void {
    if (this.#lost !== 'address') return
    this.#lost = 'nothing'
    this.onHealed()
  }

  onPowerLost(): void {
    this.#lost = 'all'
  }

  onHealed(): void {
    if (!this.#stalled) return
    this.#stalled = false
    const { scheduler } = this.#network
    const againAtMs = nextRetransmissionAtMs(this.#sentAtMs, scheduler.nowMs)
    scheduler.at(againAtMs, () => this.#travel())
  }

  onFaultsChanged(): void {}

  reset(): void {
    if (!this.#network.carriesFrom(this.holder, this.origin)) {
      this.onPowerLost()
      return
    }
    this.leave()
    this.#network.scheduler.after(this.#network.latencyMs, () => this.#parts.onAnswer(null))
  }

  #travel(): void {
    this.#network.scheduler.after(this.#network.latencyMs, () => {
      if (this.#over) return
      this.#stalled =
        this.#lost !== 'nothing' || !this.#network.carriesFrom(this.holder, this.origin)
      if (!this.#stalled) this.#parts.onAnswer(this.#answer)
    })
  }
}
