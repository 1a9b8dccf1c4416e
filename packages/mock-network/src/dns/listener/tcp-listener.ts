import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { Crowd } from '../../connections/crowd.ts'
import { type StreamOptions, serveStream } from './tcp-stream.ts'

export interface TcpListenerOptions extends StreamOptions {
  /** At most this many; one more closes the one silent for longest (SEC-03). Default 100. */
  readonly connectionsMax?: number
}

/** Queries over TCP (RFC 7766). */
export class TcpListener {
  readonly #server: Server
  readonly #crowd: Crowd

  constructor(answer: (packet: Buffer) => Buffer | null, options: TcpListenerOptions = {}) {
    this.#crowd = new Crowd(options.connectionsMax ?? 100)
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#crowd.admit(socket)
      const answered = (packet: Buffer): Buffer | null => {
        this.#crowd.noteActivity(socket)
        return answer(packet)
      }
      serveStream(socket, answered, options)
    })
  }

  /** Rejects if the port is taken. */
  async start(port: number, host: string): Promise<number> {
    this.#server.listen(port, host)
    await once(this.#server, 'listening')
    // From now on errors concern a single connection that could not be accepted.
    this.#server.on('error', () => undefined)
    return (this.#server.address() as AddressInfo).port
  }

  /** Closes every connection; resolves when the port is free. Idempotent. */
  async stop(): Promise<void> {
    this.#crowd.disperse()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
