import type {
  ClientInput,
  ClientMessage,
  ConnectFailure,
  OutgoingClientMessage,
  ServerMessage,
} from '@understudy/shared'
import type { Handle } from '../scheduler/scheduler.ts'
import { blobName } from '../world/blob-names.ts'
import type { FindHost, HostPort } from '../world/host-port.ts'
import { serviceUs } from '../world/service-times.ts'
import { Channel, type ToAppliance, type ToClient } from './channel.ts'
import { greet } from './greet.ts'
import { knock } from './knock.ts'
import type { NetworkPort, Reached } from './network-port.ts'

/** Where a client dials from and to. */
export interface ClientDial {
  readonly host: string
  readonly office: string
  readonly timeoutMs: number
}

/** A connection as the client sees it. */
interface ClientEnd {
  readonly connection: string
  readonly office: string
  readonly ordinal: number
  state: 'opening' | 'open' | 'closed'
  channel: Channel | null
  /** Runs when its patience is over; null = not opening. */
  patience: Handle | null
}

/** The clients' connections to whoever answers where they dial. */
export class Channels {
  readonly #network: NetworkPort
  readonly #findHost: FindHost
  readonly #tell: (input: ClientInput) => void
  readonly #ends = new Map<string, ClientEnd>()
  /** The appliances' side: by host and connection. */
  readonly #accepted = new Map<string, Map<string, Channel>>()
  #opened = 0

  constructor(network: NetworkPort, findHost: FindHost, tell: (input: ClientInput) => void) {
    this.#network = network
    this.#findHost = findHost
    this.#tell = tell
  }

  open(connection: string, { host, office, timeoutMs }: ClientDial): void {
    const { tlsPort: port, scheduler } = this.#network
    this.#opened += 1
    const ordinal = this.#opened
    const end: ClientEnd = {
      connection,
      office,
      ordinal,
      state: 'opening',
      channel: null,
      patience: null,
    }
    this.#ends.set(connection, end)
    knock(this.#network, {
      origin: office,
      host,
      port,
      isWanted: () => end.state === 'opening',
      onRoute: (route) => {
        if (route.kind === 'to')
          greet(this.#network, this.#findHost(route.appliance), route, {
            onAccepted: () => this.#arrive(end, route),
            onRefused: () => this.#failOpen(end, 'certificate'),
          })
        else this.#failOpen(end, route.kind === 'unknown-host' ? 'unreachable' : 'reset')
      },
    })
    end.patience = scheduler.after(timeoutMs, () => this.#failOpen(end, 'timeout'))
  }

  send(connection: string, message: OutgoingClientMessage): void {
    const end = this.#ends.get(connection)
    if (end?.state === 'open') end.channel?.sendByClient({ kind: 'message', message })
  }

  closeByClient(connection: string): void {
    const end = this.#ends.get(connection)
    if (end !== undefined) this.#hangUp(end)
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

  /** The host has lost power: its side is gone, and nobody is told. */
  forgetAll(host: HostPort): void {
    for (const [connection, channel] of [...(this.#accepted.get(host.name) ?? [])])
      this.#forgetAccepted(host.name, connection, channel)
  }

  #arrive(end: ClientEnd, route: Reached): void {
    const { connection } = end
    const host = this.#findHost(route.appliance)
    const channel = new Channel(this.#network, host, end, route, {
      onClient: (item) => this.#onClient(end, item),
      onAppliance: (item) => this.#onAppliance(connection, channel, item),
    })
    end.channel = channel
    const accepted = this.#accepted.get(host.name) ?? new Map<string, Channel>()
    this.#accepted.set(host.name, accepted.set(connection, channel))
    channel.toAppliance.sendOnArrival({ kind: 'opened' })
  }

  #onClient(end: ClientEnd, item: ToClient): void {
    if (end.state === 'closed') return
    if (item.kind === 'message') {
      this.#tell({ kind: 'message', connection: end.connection, message: item.message })
    } else if (item.kind === 'opened') {
      this.#leaveOpening(end, 'open')
      this.#tell({ kind: 'opened', connection: end.connection })
    } else this.#onClosed(end, item.reason)
  }

  #onAppliance(connection: string, channel: Channel, item: ToAppliance): void {
    if (!channel.applianceOpen) return
    if (item.kind === 'opened') {
      // The appliance itself hears of a client when it says who it is.
      this.#afterWaiting(channel, serviceUs.connection, () =>
        channel.toClient.send({ kind: 'opened' }),
      )
    } else if (item.kind === 'closed') {
      this.#forgetAccepted(channel.holder, connection, channel)
      channel.host.deliver({ kind: 'client-closed', connection })
    } else {
      const message = received(channel.host, item.message)
      channel.host.deliver({ kind: 'client-message', connection, message })
    }
  }

  /** Acts when it is that connection's turn at its host, if it is still open. */
  #afterWaiting(channel: Channel, takesUs: number, act: () => void): void {
    channel.host.serve(takesUs, () => {
      if (channel.applianceOpen) act()
    })
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
    this.#hangUp(end)
    this.#tell({ kind: 'open-failed', connection: end.connection, reason })
  }

  /** An appliance that has closed its own side is done with the connection: nothing crosses the network for it. */
  #hangUp(end: ClientEnd): void {
    const channel = this.#forget(end)
    if (channel?.applianceOpen === true) channel.sendByClient({ kind: 'closed' })
  }

  /** Returns the channel, if it had one. */
  #forget(end: ClientEnd): Channel | null {
    this.#leaveOpening(end, 'closed')
    this.#ends.delete(end.connection)
    if (end.channel?.applianceOpen === false) end.channel.leave()
    return end.channel
  }

  #leaveOpening(end: ClientEnd, state: 'open' | 'closed'): void {
    end.state = state
    if (end.patience !== null) this.#network.scheduler.cancel(end.patience)
    end.patience = null
  }

  #forgetAccepted(host: string, connection: string, channel: Channel): void {
    channel.applianceOpen = false
    this.#accepted.get(host)?.delete(connection)
    if (!this.#ends.has(connection)) channel.leave()
  }
}

/** A recording becomes durable at the host before its core hears of it; other messages pass unchanged. */
function received(host: HostPort, message: OutgoingClientMessage): ClientMessage {
  if (message.type !== 'recording') return message
  const { type, lsid, sizeBytes, contentSeed } = message
  const blob = { name: blobName(contentSeed), sizeBytes }
  host.blobs.set(blob.name, blob.sizeBytes)
  return { type, lsid, blob }
}
