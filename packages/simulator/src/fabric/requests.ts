import type { ClientInput, PortalAnswer } from '@understudy/shared'
import type { FindHost, HostPort } from '../world/host-port.ts'
import type { ClientDial } from './channels.ts'
import type { Flow } from './flows.ts'
import { knock } from './knock.ts'
import type { NetworkPort, Reached } from './network-port.ts'
import { connectionNamed } from './path-state.ts'
import { Pipe } from './pipe.ts'

/** What a request and its answer are about on the wire, TLS included. */
const requestBytes = 600
const answerBytes = 1_500

/** `GET /`, on a connection of its own that ends with the answer. */
export class Requests {
  readonly #network: NetworkPort
  readonly #findHost: FindHost
  readonly #tell: (input: ClientInput) => void

  constructor(network: NetworkPort, findHost: FindHost, tell: (input: ClientInput) => void) {
    this.#network = network
    this.#findHost = findHost
    this.#tell = tell
  }

  get(request: string, { host, office, timeoutMs }: ClientDial): void {
    const network = this.#network
    let exchange: Exchange | null = null
    let over = false
    const settle = (input: ClientInput): void => {
      if (over) return
      over = true
      network.scheduler.cancel(timeout)
      exchange?.leave()
      this.#tell(input)
    }
    const timeout = network.scheduler.after(timeoutMs, () =>
      settle({ kind: 'request-failed', request, reason: 'timeout' }),
    )
    knock(network, {
      origin: office,
      host,
      port: network.tlsPort,
      isWanted: () => !over,
      onRoute: (route) => {
        if (route.kind !== 'to') {
          const reason = route.kind === 'unknown-host' ? 'unreachable' : 'reset'
          settle({ kind: 'request-failed', request, reason })
          return
        }
        exchange = new Exchange(
          network,
          this.#findHost(route.appliance),
          { request, office },
          route,
          (answer) =>
            settle(
              answer === null
                ? { kind: 'request-failed', request, reason: 'reset' }
                : { kind: 'answer', request, status: answer.status },
            ),
        )
        exchange.begin()
      },
    })
  }
}

/** The connection of one request. */
class Exchange implements Flow {
  readonly origin: string
  readonly address: string
  readonly holder: string
  readonly via: string | null
  readonly #network: NetworkPort
  readonly #there: Pipe<null>
  readonly #back: Pipe<PortalAnswer>
  readonly #onAnswer: (answer: PortalAnswer | null) => void

  constructor(
    network: NetworkPort,
    host: HostPort,
    asked: { readonly request: string; readonly office: string },
    route: Reached,
    onAnswer: (answer: PortalAnswer | null) => void,
  ) {
    this.#network = network
    this.#onAnswer = onAnswer
    this.origin = asked.office
    this.address = route.address
    this.holder = route.appliance
    this.via = route.via
    const connection = connectionNamed(asked.request)
    const common = { isEnd: () => false, onCut: () => this.reset() }
    this.#back = new Pipe<PortalAnswer>(network, {
      ...common,
      way: { connection, direction: 'downstream', from: host.name, to: asked.office },
      sizeOf: () => answerBytes,
      deliver: onAnswer,
    })
    this.#there = new Pipe<null>(network, {
      ...common,
      way: { connection, direction: 'upstream', from: asked.office, to: host.name },
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
