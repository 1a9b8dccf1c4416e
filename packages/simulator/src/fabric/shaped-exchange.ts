import type { HostPort, PageAnswer } from '../world/host-port.ts'
import { serviceUs } from '../world/service-times.ts'
import type { Exchange, ExchangeParts } from './exchange.ts'
import type { NetworkPort } from './network-port.ts'
import { PipePair } from './pipe-pair.ts'

/** About what a request and its answer take on the wire, TLS included. */
const requestBytes = 600
const answerBytes = 1_500

/** A request on a path with faults: each direction is a pipe through them. */
export class ShapedExchange implements Exchange {
  readonly origin: string
  readonly address: string
  readonly holder: string
  readonly via: string | null
  readonly #network: NetworkPort
  readonly #pipes: PipePair<null, PageAnswer>
  readonly #onAnswer: (answer: PageAnswer | null) => void
  #isForgotten = false
  #isOver = false

  constructor(
    network: NetworkPort,
    { request, office, host, route, path, onAnswer }: ExchangeParts,
  ) {
    this.#network = network
    this.#onAnswer = onAnswer
    this.origin = office
    this.address = route.address
    this.holder = route.appliance
    this.via = route.via
    const isEnd = () => false
    this.#pipes = new PipePair<null, PageAnswer>(
      network,
      { connection: request, dialler: office, acceptor: host.name, onCut: () => this.reset() },
      {
        isEnd,
        sizeOf: () => requestBytes,
        deliver: () => this.#serve(host, path),
      },
      { isEnd, sizeOf: ({ body }) => answerBytes + (body?.length ?? 0), deliver: onAnswer },
    )
  }

  #serve(host: HostPort, path: string): void {
    host.serve(serviceUs.page, () => {
      if (!this.#isOver && !this.#isForgotten) this.#pipes.downstream.send(host.page(path))
    })
  }

  begin(): void {
    this.#network.flows.add(this)
    this.#pipes.upstream.sendOnArrival(null)
  }

  leave(): void {
    this.#isOver = true
    this.#network.flows.remove(this)
    this.#pipes.destroy()
  }

  /** The client gives up soon by itself. */
  onCut(): void {}

  onAddressLost(): void {
    this.#pipes.hold()
  }

  onAddressBack(): void {
    if (!this.#isForgotten) this.#pipes.letGo()
  }

  onPowerLost(): void {
    this.#isForgotten = true
    this.#pipes.hold()
  }

  onHealed(): void {
    this.#pipes.onHealed()
  }

  onFaultsChanged(): void {
    this.#pipes.onFaultsChanged()
  }

  reset(): void {
    if (!this.#network.carriesFrom(this.holder, this.origin)) {
      this.onPowerLost()
      return
    }
    this.leave()
    this.#network.scheduler.after(this.#network.latencyMs, () => this.#onAnswer(null))
  }
}
