import type { LinkMessage } from '@understudy/shared'
import type { HostPort } from '../world/host-port.ts'
import type { VirtualFlow } from './flows.ts'
import type { NetworkPort, Reached } from './network-port.ts'
import { PipePair } from './pipe-pair.ts'

/** A recording's name and size in bytes. */
export interface Blob {
  readonly name: string
  readonly sizeBytes: number
}

export type LinkItem =
  | { readonly kind: 'up' }
  | { readonly kind: 'message'; readonly message: LinkMessage }
  | { readonly kind: 'close'; readonly reason: string }
  | {
      readonly kind: 'blobs-wanted'
      readonly blobs: readonly Blob[]
      /** At most this fast; null = as fast as recordings travel. */
      readonly bytesPerSecond: number | null
    }
  | { readonly kind: 'blobs'; readonly blobs: readonly Blob[] }
  | { readonly kind: 'blobs-absent'; readonly reason: string }

/** One end of a link: what its appliance calls it, and where the other end is. */
export interface LinkEnd {
  readonly host: HostPort
  readonly id: string
  readonly side: 'dialed' | 'accepted'
  state: 'dialing' | 'up' | 'closed'
  /** The link once the other side has accepted. */
  link: Link | null
}

/** Two ends and the two directions between them. */
export class Link implements VirtualFlow {
  readonly origin: string
  readonly address: string
  readonly holder: string
  readonly via: string | null
  readonly #network: NetworkPort
  readonly #ends: readonly [LinkEnd, LinkEnd]
  readonly #pipes: PipePair<LinkItem, LinkItem>
  readonly #onReset: (end: LinkEnd, reason: string) => void
  /** One of the two has forgotten it for good. */
  #isForgotten = false

  constructor(parts: {
    network: NetworkPort
    route: Reached
    dialer: LinkEnd
    acceptor: LinkEnd
    onItem: (end: LinkEnd, item: LinkItem) => void
    onReset: (end: LinkEnd, reason: string) => void
  }) {
    const { network, route, dialer, acceptor, onItem } = parts
    const one = dialer.host.name
    const other = acceptor.host.name
    this.origin = one
    this.address = route.address
    this.holder = other
    this.via = route.via
    this.#network = network
    this.#ends = [dialer, acceptor]
    this.#onReset = parts.onReset
    const towards = (end: LinkEnd) => ({
      sizeOf: bytesOf,
      isEnd: (item: LinkItem) => item.kind === 'close',
      deliver: (item: LinkItem) => onItem(end, item),
    })
    this.#pipes = new PipePair(
      network,
      {
        connection: `${one}/${dialer.id}`,
        dialler: one,
        acceptor: other,
        onCut: (how) => this.reset(`the network: ${how}`),
      },
      towards(acceptor),
      towards(dialer),
    )
    dialer.link = this
    acceptor.link = this
    network.flows.add(this)
  }

  /** That end is up, and the other one is gone: whatever is said on it is heard by nobody. */
  isDead(end: LinkEnd): boolean {
    return end.state === 'up' && this.#ends.some(({ state }) => state === 'closed')
  }

  /** Sends towards the other end. */
  sendFrom(end: LinkEnd, item: LinkItem): void {
    if (end.side === 'dialed') this.#pipes.upstream.send(item)
    else this.#pipes.downstream.send(item)
  }

  /** Both ends are closed: nothing is left to carry. */
  forgetIfOver(): void {
    if (this.#ends.every((end) => end.state === 'closed')) this.#network.flows.remove(this)
  }

  /** The appliances listen for each other themselves: nobody is told of a cut. */
  onCut(): void {}

  onHealed(): void {
    this.#pipes.onHealed()
  }

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

  onFaultsChanged(): void {
    this.#pipes.onFaultsChanged()
  }

  /** What was sent before still arrives; what stalled does not. The ends hear of it only if the path carries. */
  reset(reason: string): void {
    if (!this.#network.carriesFrom(this.holder, this.origin)) {
      this.onPowerLost()
      return
    }
    this.#network.flows.remove(this)
    this.#network.scheduler.after(this.#network.latencyMs, () => {
      this.#pipes.destroy()
      for (const end of this.#ends) this.#onReset(end, reason)
    })
  }
}

/** A frame's header, and what surrounds its JSON. */
const overheadBytes = 32

function bytesOf(item: LinkItem): number {
  if (item.kind === 'message') return overheadBytes + JSON.stringify(item.message).length
  if (item.kind !== 'blobs') return overheadBytes
  return item.blobs.reduce((sum, blob) => sum + blob.sizeBytes, overheadBytes)
}
