import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { limits, type ServerMessage } from '@understudy/shared'
import { WebSocketServer } from 'ws'
import { refuseUpgrade } from '../tls/upgrades.ts'
import { ClientConnection, type ClientConnectionPorts } from './client-connection.ts'

/** All clients that are connected now. */
export class ClientChannel {
  readonly #ports: ClientConnectionPorts
  readonly #connections = new Map<string, ClientConnection>()
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.clientFrameBytesMax,
  })
  #acceptedCount = 0

  constructor(ports: ClientConnectionPorts) {
    this.#ports = ports
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
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
