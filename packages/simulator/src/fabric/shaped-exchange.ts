import type { PortalAnswer } from '@understudy/shared'
import type { Exchange, ExchangeParts } from './exchange.ts'
import type { NetworkPort } from './network-port.ts'
import { connectionNamed } from './path-state.ts'
import { Pipe } from './pipe.ts'

/** What a request and its answer are about on the wire, TLS included. */
const requestBytes = 600
const answerBytes = 1_500

/** A request on a path with faults, each of whose directions is a pipe through them. */
export class ShapedExchange implements Exchange {
  readonly origin: string
  readonly address: string
  readonly holder: string
  readonly via: string | null
  readonly #network: NetworkPort
  readonly #there: Pipe<null>
  readonly #back: Pipe<PortalAnswer>
  readonly #onAnswer: (answer: PortalAnswer | null) => void

  constructor(network: NetworkPort, { request, office, host, route, onAnswer }: ExchangeParts) {
    this.#network = network
    this.#onAnswer = onAnswer
    this.origin = office
    this.address = route.address
    this.holder = route.appliance
    this.via = route.via
    const connection = connectionNamed(request)
    const common = { isEnd: () => false, onCut: () => this.reset() }
    this.#back = new Pipe<PortalAnswer>(network, {
      ...common,
      way: { connection, direction: 'downstream', from: host.name, to: office },
      sizeOf: () => answerBytes,
      deliver: onAnswer,
    })
    this.#there = new Pipe<null>(network, {
      ...common,
      way: { connection, direction: 'upstream', from: office, to: host.name },
      sizeOf: () => requestBytes,
      deliver: () => this.#back.send(host.portal()),
    })
  }

  begin(): void {
    this.#network.flows.add(this)
    this.#there.sendOnArrival(null)
  }

  leave(): void {
    this.#network.flows.remove(this)
    this.#there.destroy()
    this.#back.destroy()
  }

  onHealed(): void {
    this.#there.onHealed()
    this.#back.onHealed()
  }

  onFaultsChanged(): void {
    this.#there.onFaultsChanged()
    this.#back.onFaultsChanged()
  }

  reset(): void {
    this.leave()
    this.#network.scheduler.after(this.#network.latencyMs, () => this.#onAnswer(null))
  }
}
