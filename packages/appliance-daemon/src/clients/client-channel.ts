import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { limits, type Refusal, refusalHeader, type ServerMessage } from '@understudy/shared'
import { WebSocketServer } from 'ws'
import { refuseUpgrade } from '../tls/upgrades.ts'
import { ClientConnection, type ClientConnectionPorts } from './client-connection.ts'

export interface ClientChannelPorts extends ClientConnectionPorts {
  /** Why nobody is served now; null = clients are. */
  readonly refusal: () => Refusal | null
}

/** Real time: a client that does not answer a close within this is cut off. */
const closeTimeoutMs = 1_000

const serverOptions = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: limits.clientFrameBytesMax,
  // Missing in the library's types.
  closeTimeout: closeTimeoutMs,
}

/** All clients that are connected now. */
export class ClientChannel {
  readonly #ports: ClientChannelPorts
  readonly #connections = new Map<string, Pick<ClientConnection, 'send' | 'close'>>()
  readonly #server = new WebSocketServer(serverOptions)
  #acceptedCount = 0

  constructor(ports: ClientChannelPorts) {
    this.#ports = ports
  }

  /** While nobody is served, thousands keep trying: a status line costs less than opening a channel. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const why = this.#ports.refusal()
    if (why !== null) {
      refuseUpgrade(socket, 503, 'Service Unavailable', { [refusalHeader]: why.code })
      return
    }
    if (this.#connections.size >= limits.connectionsMax) {
      refuseUpgrade(socket, 503, 'Service Unavailable')
      return
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#acceptedCount++
      const id = `client-${this.#acceptedCount}`
      this.#connections.set(id, new ClientConnection(id, webSocket, this.#ports))
      webSocket.on('close', () => this.#connections.delete(id))
    })
  }

  /** A client that comes by another way, as a page does. */
  adopt(id: string, connection: Pick<ClientConnection, 'send' | 'close'>): void {
    this.#connections.set(id, connection)
  }

  release(id: string): void {
    this.#connections.delete(id)
  }

  send(connection: string, message: ServerMessage): void {
    this.#connections.get(connection)?.send(message)
  }

  close(connection: string, reason: string): void {
    this.#connections.get(connection)?.close(reason)
  }

  stop(reason: string): void {
    for (const connection of this.#connections.values()) connection.close(reason)
  }
}
