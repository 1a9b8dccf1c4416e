import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** Queries over UDP. */
export class UdpListener {
  readonly #socket: Socket = createSocket('udp4')
  #stopped = false

  constructor(answer: (packet: Buffer) => Buffer | null) {
    this.#socket.on('message', (packet: Buffer, from: RemoteInfo) => {
      const reply = answer(packet)
      if (reply !== null && from.port !== 0) this.#send(reply, from)
    })
  }

  /** Rejects if the port is taken. */
  async start(port: number, host: string): Promise<void> {
    this.#socket.bind(port, host)
    await once(this.#socket, 'listening')
    // From now on errors concern a single answer; whoever asked will ask again.
    this.#socket.on('error', () => undefined)
  }

  /** Resolves when the port is free. Idempotent. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()))
  }

  #send(reply: Buffer, { port, address }: RemoteInfo): void {
    this.#socket.send(reply, port, address, () => undefined)
  }
}
