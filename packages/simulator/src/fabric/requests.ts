import type { ClientInput } from '@understudy/shared'
import type { FindHost } from '../world/host-port.ts'
import type { ClientDial } from './channels.ts'
import type { Exchange, ExchangeParts } from './exchange.ts'
import { greet } from './greet.ts'
import { knock } from './knock.ts'
import type { NetworkPort } from './network-port.ts'
import { PlainExchange } from './plain-exchange.ts'
import { ShapedExchange } from './shaped-exchange.ts'

/** `GET`, on a connection of its own that ends with the answer. */
export class Requests {
  readonly #network: NetworkPort
  readonly #findHost: FindHost
  readonly #tell: (input: ClientInput) => void

  constructor(network: NetworkPort, findHost: FindHost, tell: (input: ClientInput) => void) {
    this.#network = network
    this.#findHost = findHost
    this.#tell = tell
  }

  get(
    request: string,
    { host, office, timeoutMs, path = '/' }: ClientDial & { readonly path?: string },
  ): void {
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
        const host = this.#findHost(route.appliance)
        greet(network, host, route, {
          onRefused: () => settle({ kind: 'request-failed', request, reason: 'certificate' }),
          onAccepted: () => {
            exchange = this.#exchange({
              request,
              office,
              host,
              route,
              path,
              onAnswer: (answer) =>
                settle(
                  answer === null
                    ? { kind: 'request-failed', request, reason: 'reset' }
                    : { kind: 'answer', request, ...answer },
                ),
            })
            exchange.begin()
          },
        })
      },
    })
  }

  /** Plain for almost all: nothing on their path would hold them up. */
  #exchange(parts: ExchangeParts): Exchange {
    const { office, host } = parts
    const isPlain =
      this.#network.isPlain(office, host.name) && this.#network.isPlain(host.name, office)
    return isPlain
      ? new PlainExchange(this.#network, parts)
      : new ShapedExchange(this.#network, parts)
  }
}
