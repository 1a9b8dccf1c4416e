import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import { type StreamOptions, serveStream } from './tcp-stream.ts'

export interface TcpListenerOptions extends StreamOptions {
  /** More at a time are turned away (SEC-03). Default 100. */
  readonly connectionsMax?: number
}

/** Queries over TCP on loopback (RFC 7766). */
export class TcpListener {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(answer: (packet: Buffer) => Buffer | null, options: TcpListenerOptions = {}) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
      serveStream(socket, answer, options)
    })
    this.#server.maxConnections = options.connectionsMax ?? 100
  }

  /** Rejects where the port is taken. */
  async start(port: number): Promise<number> {
    this.#server.listen(port, loopback.host)
    await once(this.#server, 'listening')
    // From now on an error is one connection's that could not be accepted.
    this.#server.on('error', () => undefined)
    return (this.#server.address() as AddressInfo).port
  }

  /** Closes every connection; resolves when the port is free. Idempotent. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
