import type {
  ClientInput,
  ClientMessage,
  ConnectFailure,
  OutgoingClientMessage,
  ServerMessage,
} from '@understudy/shared'
import { blobName } from '../world/blob-names.ts'
import type { FindHost, HostPort } from '../world/host-port.ts'
import type { Flow } from './flows.ts'
import type { NetworkPort } from './network-port.ts'
import { Pipe } from './pipe.ts'

/** The clients' place in the network: one end of every path between them and an appliance. */
export const clientsHost = 'clients'

type ToClient =
  | { readonly kind: 'opened' }
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'closed'; readonly reason: string }

type ToAppliance =
  | { readonly kind: 'message'; readonly message: OutgoingClientMessage }
  | { readonly kind: 'closed' }

/** One client's connection. Each side closes for itself; the other learns it a hop later. */
interface Channel extends Flow {
  readonly host: HostPort
  readonly toClient: Pipe<ToClient>
  readonly toAppliance: Pipe<ToAppliance>
  applianceOpen: boolean
}

/** A connection as the client sees it. */
interface ClientEnd {
  readonly connection: string
  state: 'opening' | 'open' | 'closed'
  channel: Channel | null
}

/** The clients' connections to whoever answers at the address that they dial. */
export class Channels {
  readonly #network: NetworkPort
  readonly #findHost: FindHost
  readonly #tell: (input: ClientInput) => void
  readonly #ends = new Map<string, ClientEnd>()
  /** The appliances' side: by host and connection. */
  readonly #accepted = new Map<string, Map<string, Channel>>()

  constructor(network: NetworkPort, findHost: FindHost, tell: (input: ClientInput) => void) {
    this.#network = network
    this.#findHost = findHost
    this.#tell = tell
  }

  open(connection: string, host: string, timeoutMs: number): void {
    const { scheduler, latencyMs } = this.#network
    const end: ClientEnd = { connection, state: 'opening', channel: null }
    this.#ends.set(connection, end)
    const address = this.#network.resolve(host)
    if (address === undefined) {
      scheduler.after(latencyMs, () => this.#failOpen(end, 'unreachable'))
      return
    }
    scheduler.after(latencyMs, () => this.#arrive(end, address))
    scheduler.after(timeoutMs, () => this.#failOpen(end, 'timeout'))
  }

  send(connection: string, message: OutgoingClientMessage): void {
    const end = this.#ends.get(connection)
    if (end?.state === 'open') end.channel?.toAppliance.send({ kind: 'message', message })
  }

  closeByClient(connection: string): void {
    const end = this.#ends.get(connection)
    if (end !== undefined) this.#forget(end)?.toAppliance.send({ kind: 'closed' })
  }

  sendToClient(host: HostPort, connection: string, message: ServerMessage): void {
    this.#accepted.get(host.name)?.get(connection)?.toClient.send({ kind: 'message', message })
  }

  /** Closed by the appliance, which is told nothing more of it. */
  closeByAppliance(host: HostPort, connection: string, reason: string): void {
    const channel = this.#accepted.get(host.name)?.get(connection)
    if (channel === undefined) return
    this.#forgetAccepted(host.name, connection, channel)
    channel.toClient.send({ kind: 'closed', reason })
  }

  /** The process is gone; the clients see it a hop later. */
  closeAll(host: HostPort, reason: string): void {
    for (const connection of [...(this.#accepted.get(host.name)?.keys() ?? [])])
      this.closeByAppliance(host, connection, reason)
  }

  #arrive(end: ClientEnd, address: string): void {
    if (end.state !== 'opening') return
    const holder = this.#network.route(clientsHost, address)
    if (holder === null) return
    const channel = this.#accept(end, this.#findHost(holder), address)
    end.channel = channel
    this.#network.flows.add(channel)
    const accepted = this.#accepted.get(holder) ?? new Map<string, Channel>()
    this.#accepted.set(holder, accepted.set(end.connection, channel))
    channel.host.deliver({ kind: 'client-opened', connection: end.connection })
    channel.toClient.send({ kind: 'opened' })
  }

  #accept(end: ClientEnd, host: HostPort, address: string): Channel {
    const network = this.#network
    const channel: Channel = {
      address,
      holder: host.name,
      host,
      applianceOpen: true,
      toClient: new Pipe(network, host.name, clientsHost, (item) => this.#onClient(end, item)),
      toAppliance: new Pipe(network, clientsHost, host.name, (item) =>
        this.#onAppliance(end.connection, channel, item),
      ),
      onHealed: () => {
        channel.toClient.onHealed()
        channel.toAppliance.onHealed()
      },
      reset: (reason) => this.#reset(end, channel, reason),
    }
    return channel
  }

  #onClient(end: ClientEnd, item: ToClient): void {
    if (end.state === 'closed') return
    if (item.kind === 'message') {
      this.#tell({ kind: 'message', connection: end.connection, message: item.message })
    } else if (item.kind === 'opened') {
      end.state = 'open'
      this.#tell({ kind: 'opened', connection: end.connection })
    } else this.#onClosed(end, item.reason)
  }

  #onAppliance(connection: string, channel: Channel, item: ToAppliance): void {
    if (!channel.applianceOpen) return
    if (item.kind === 'closed') {
      this.#forgetAccepted(channel.holder, connection, channel)
      channel.host.deliver({ kind: 'client-closed', connection })
    } else {
      const message = received(channel.host, item.message)
      channel.host.deliver({ kind: 'client-message', connection, message })
    }
  }

  #onClosed(end: ClientEnd, reason: string): void {
    if (end.state === 'closed') return
    if (end.state === 'opening') {
      this.#failOpen(end, 'reset')
      return
    }
    this.#forget(end)
    this.#tell({ kind: 'closed', connection: end.connection, reason })
  }

  #failOpen(end: ClientEnd, reason: ConnectFailure): void {
    if (end.state !== 'opening') return
    this.#forget(end)?.toAppliance.send({ kind: 'closed' })
    this.#tell({ kind: 'open-failed', connection: end.connection, reason })
  }

  #reset(end: ClientEnd, channel: Channel, reason: string): void {
    this.#network.flows.remove(channel)
    this.#network.scheduler.after(this.#network.latencyMs, () => {
      channel.toClient.destroy()
      channel.toAppliance.destroy()
      this.#onAppliance(end.connection, channel, { kind: 'closed' })
      this.#onClosed(end, reason)
    })
  }

  /** Answers the channel, if it had one. */
  #forget(end: ClientEnd): Channel | null {
    end.state = 'closed'
    this.#ends.delete(end.connection)
    this.#forgetFlowIfOver(end)
    return end.channel
  }

  #forgetAccepted(host: string, connection: string, channel: Channel): void {
    channel.applianceOpen = false
    this.#accepted.get(host)?.delete(connection)
    if (!this.#ends.has(connection)) this.#network.flows.remove(channel)
  }

  #forgetFlowIfOver({ channel }: ClientEnd): void {
    if (channel !== null && !channel.applianceOpen) this.#network.flows.remove(channel)
  }
}

/** A recording becomes durable at the host before its core hears of it; the others pass as they are. */
function received(host: HostPort, message: OutgoingClientMessage): ClientMessage {
  if (message.type !== 'recording') return message
  const { type, lsid, sizeBytes, contentSeed } = message
  const blob = { name: blobName(contentSeed), sizeBytes }
  host.blobs.set(blob.name, blob.sizeBytes)
  return { type, lsid, blob }
}
