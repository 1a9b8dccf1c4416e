import type { ClientInput, ConnectFailure } from '@understudy/shared'
import type { FindHost } from '../world/host-port.ts'
import { clientsHost } from './channels.ts'
import type { NetworkPort } from './network-port.ts'

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

  get(request: string, host: string, timeoutMs: number): void {
    const { scheduler, latencyMs } = this.#network
    const address = this.#network.resolve(host)
    if (address === undefined) {
      scheduler.after(latencyMs, () => this.#fail(request, 'unreachable'))
      return
    }
    const deadlineMs = scheduler.nowMs + timeoutMs
    scheduler.after(latencyMs, () => this.#arrive(request, address, deadlineMs))
  }

  #arrive(request: string, address: string, deadlineMs: number): void {
    const { scheduler, latencyMs } = this.#network
    const holder = this.#network.route(clientsHost, address)
    if (holder === null) {
      scheduler.at(deadlineMs, () => this.#fail(request, 'timeout'))
      return
    }
    const { status } = this.#findHost(holder).portal()
    scheduler.after(latencyMs, () => {
      if (this.#network.carries(holder, clientsHost) && scheduler.nowMs <= deadlineMs)
        this.#tell({ kind: 'answer', request, status })
      else scheduler.at(deadlineMs, () => this.#fail(request, 'timeout'))
    })
  }

  #fail(request: string, reason: ConnectFailure): void {
    this.#tell({ kind: 'request-failed', request, reason })
  }
}
