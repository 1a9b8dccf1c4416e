import { createServer, type Server, type Socket } from 'node:net'
import { loopback, portFailure } from '@understudy/lab-channel'

/** What new connections have to wait for; null = nothing. */
export type Settling = () => Promise<unknown> | null

/**
 * The listening port. Connections are handed to the TLS server only once the appliance can tell who they are: while it
 * starts, or stretches a new pre-shared key, they wait.
 */
export class Front {
  readonly #port: number
  readonly #host: string
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  #watcher: (socket: Socket) => void = () => undefined
  #open: { readonly tls: Server; readonly settling: Settling } | undefined

  /** 0 = any free port. */
  constructor(port: number, host: string = loopback.host) {
    this.#port = port
    this.#host = host
    this.#server = createServer({ noDelay: true }, (socket) => this.#admit(socket))
  }

  /** Resolves with the port it listens on. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) => reject(portFailure(this.#port, this.#host, error)))
      this.#server.listen(this.#port, this.#host, () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : this.#port)
      })
    })
  }

  /** `watcher` is told of every connection, also of existing ones. */
  watch(watcher: (socket: Socket) => void): void {
    this.#watcher = watcher
    for (const socket of this.#sockets) watcher(socket)
  }

  /** Hands connections to that server from now on. */
  open(tls: Server, settling: Settling): void {
    this.#open = { tls, settling }
    for (const socket of this.#sockets) this.#handOn(socket)
  }

  /** Takes no new connections and ends the present ones. */
  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #admit(socket: Socket): void {
    this.#sockets.add(socket)
    this.#watcher(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    // Until the TLS server has it, nobody else listens for its errors.
    socket.on('error', () => socket.destroy())
    this.#handOn(socket)
  }

  #handOn(socket: Socket): void {
    if (this.#open === undefined || socket.destroyed) return
    const settling = this.#open.settling()
    if (settling === null) {
      this.#open.tls.emit('connection', socket)
      return
    }
    settling.then(
      () => this.#handOn(socket),
      () => socket.destroy(),
    )
  }
}
