import type { OutgoingClientMessage, ServerMessage } from '@understudy/shared'
import type { HostPort } from '../world/host-port.ts'
import type { VirtualFlow } from './flows.ts'
import type { NetworkPort, Reached } from './network-port.ts'
import { connectionNamed } from './path-state.ts'
import { Pipe } from './pipe.ts'

export type ToClient =
  | { readonly kind: 'opened' }
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'closed'; readonly reason: string }

export type ToAppliance =
  | { readonly kind: 'opened' }
  | { readonly kind: 'message'; readonly message: OutgoingClientMessage }
  | { readonly kind: 'closed' }

/** One client's connection. Each side closes for itself; the other learns it a hop later. */
export class Channel implements VirtualFlow {
  readonly host: HostPort
  readonly origin: string
  readonly address: string
  readonly holder: string
  readonly via: string | null
  readonly toClient: Pipe<ToClient>
  readonly toAppliance: Pipe<ToAppliance>
  /** The appliance has not closed it, nor heard that it is closed. */
  applianceOpen = true
  readonly #network: NetworkPort
  readonly #onClient: (item: ToClient) => void
  readonly #onAppliance: (item: ToAppliance) => void

  constructor(
    network: NetworkPort,
    host: HostPort,
    dialled: { readonly connection: string; readonly office: string },
    route: Reached,
    ends: {
      readonly onClient: (item: ToClient) => void
      readonly onAppliance: (item: ToAppliance) => void
    },
  ) {
    this.#network = network
    this.#onClient = ends.onClient
    this.#onAppliance = ends.onAppliance
    this.host = host
    this.origin = dialled.office
    this.address = route.address
    this.holder = route.appliance
    this.via = route.via
    const common = {
      sizeOf: bytesOf,
      isEnd: (item: ToClient | ToAppliance) => item.kind === 'closed',
      onCut: (how: 'close' | 'reset') => this.reset(`the network: ${how}`),
    }
    const connection = connectionNamed(dialled.connection)
    this.toClient = new Pipe(network, {
      ...common,
      way: { connection, direction: 'downstream', from: host.name, to: dialled.office },
      deliver: ends.onClient,
    })
    this.toAppliance = new Pipe(network, {
      ...common,
      way: { connection, direction: 'upstream', from: dialled.office, to: host.name },
      deliver: ends.onAppliance,
    })
    network.flows.add(this)
  }

  /** Both sides are done with it. */
  leave(): void {
    this.#network.flows.remove(this)
  }

  onHealed(): void {
    this.toClient.onHealed()
    this.toAppliance.onHealed()
  }

  onFaultsChanged(): void {
    this.toClient.onFaultsChanged()
    this.toAppliance.onFaultsChanged()
  }

  reset(reason: string): void {
    this.leave()
    this.#network.scheduler.after(this.#network.latencyMs, () => {
      this.toClient.destroy()
      this.toAppliance.destroy()
      this.#onAppliance({ kind: 'closed' })
      this.#onClient({ kind: 'closed', reason })
    })
  }
}

/** A frame's head, and what is around its JSON. */
const overheadBytes = 32

function bytesOf(item: ToClient | ToAppliance): number {
  if (item.kind !== 'message') return overheadBytes
  const { message } = item
  const attached =
    message.type === 'recording' || message.type === 'upgrade' ? message.sizeBytes : 0
  return overheadBytes + JSON.stringify(message).length + attached
}
