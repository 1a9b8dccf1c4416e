import type { Contact } from '@understudy/network-model'
import type { OutgoingClientMessage, ServerMessage } from '@understudy/shared'
import type { Handle } from '../scheduler/scheduler.ts'
import type { HostPort } from '../world/host-port.ts'
import { contactOf } from './contact.ts'
import type { VirtualFlow } from './flows.ts'
import type { NetworkPort, Reached } from './network-port.ts'
import type { Pipe } from './pipe.ts'
import { PipePair } from './pipe-pair.ts'

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
  /** The appliance has not closed it, nor heard that it is closed. */
  applianceOpen = true
  readonly #network: NetworkPort
  readonly #pipes: PipePair<ToAppliance, ToClient>
  readonly #onClient: (item: ToClient) => void
  readonly #onAppliance: (item: ToAppliance) => void
  readonly #ordinal: number
  /** Set once there was trouble. */
  #contact: Contact<Handle> | null = null

  constructor(
    network: NetworkPort,
    host: HostPort,
    dialled: {
      readonly connection: string
      readonly office: string
      /** Its number, in order of opening. */
      readonly ordinal: number
    },
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
    this.#ordinal = dialled.ordinal
    this.#pipes = new PipePair(
      network,
      {
        connection: dialled.connection,
        dialler: dialled.office,
        acceptor: host.name,
        onCut: (how) => this.reset(`the network: ${how}`),
      },
      { sizeOf: bytesOf, isEnd, deliver: ends.onAppliance },
      { sizeOf: bytesOf, isEnd, deliver: ends.onClient },
    )
    network.flows.add(this)
  }

  get toClient(): Pipe<ToClient> {
    return this.#pipes.downstream
  }

  get toAppliance(): Pipe<ToAppliance> {
    return this.#pipes.upstream
  }

  sendByClient(item: ToAppliance): void {
    this.#pipes.upstream.send(item)
    this.#contact?.sent()
  }

  /** Both sides are done with it. */
  leave(): void {
    this.#contact?.end()
    this.#network.flows.remove(this)
  }

  onCut(): void {
    this.#inTrouble.follow()
  }

  onHealed(): void {
    this.#pipes.onHealed()
    this.#contact?.follow()
  }

  onFaultsChanged(): void {
    this.#pipes.onFaultsChanged()
  }

  onAddressLost(): void {
    this.#inTrouble.onAddressLost()
  }

  onAddressBack(): void {
    this.#contact?.onAddressBack()
  }

  onPowerLost(): void {
    this.#inTrouble.onForgotten()
  }

  /** Both sides hear of it, the client only if it can be reached. */
  reset(reason: string): void {
    if (!this.#network.carriesFrom(this.holder, this.origin)) {
      this.#inTrouble.onForgotten()
      this.#onAppliance({ kind: 'closed' })
      return
    }
    this.leave()
    this.#network.scheduler.after(this.#network.latencyMs, () => {
      this.#pipes.destroy()
      this.#onAppliance({ kind: 'closed' })
      this.#onClient({ kind: 'closed', reason })
    })
  }

  get #inTrouble(): Contact<Handle> {
    this.#contact ??= contactOf(this.#network, this, this.#ordinal, {
      hold: () => this.#pipes.hold(),
      letGo: () => this.#pipes.letGo(),
      onReset: () => this.#onClient({ kind: 'closed', reason: 'reset' }),
      onTimeLimit: () => this.#giveUp(),
    })
    return this.#contact
  }

  #giveUp(): void {
    this.leave()
    this.#pipes.destroy()
    this.#onAppliance({ kind: 'closed' })
    this.#onClient({ kind: 'closed', reason: 'connection lost' })
  }
}

/** A frame's header, and what surrounds its JSON. */
const overheadBytes = 32

const isEnd = ({ kind }: ToClient | ToAppliance): boolean => kind === 'closed'

function bytesOf(item: ToClient | ToAppliance): number {
  if (item.kind !== 'message') return overheadBytes
  const { message } = item
  const attached =
    message.type === 'recording' || message.type === 'upgrade' ? message.sizeBytes : 0
  return overheadBytes + JSON.stringify(message).length + attached
}
