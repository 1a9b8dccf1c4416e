import { createServer, type Server, type Socket } from 'node:net'
import { loopback, portFailure } from '@understudy/lab-channel'

/** What new connections have to wait for; null = nothing. */
export type Settling = () => Promise<unknown> | null

/** Which server new connections to that port belong to. */
export type ServerAt = (port: number) => Server

/**
 * The listening ports. Connections are handed to the TLS server only once the appliance can tell who they are: while it
 * starts, or stretches a new pre-shared key, they wait.
 */
export class Front {
  readonly #port: number
  readonly #host: string
  readonly #sockets = new Set<Socket>()
  readonly #servers: Server[] = []
  #watcher: (socket: Socket) => void = () => undefined
  #open: { readonly serverAt: ServerAt; readonly settling: Settling } | undefined

  /** 0 = any free port. */
  constructor(port: number, host: string = loopback.host) {
    this.#port = port
    this.#host = host
  }

  /** Resolves with the port it listens on. */
  listen(): Promise<number> {
    return this.#listen(this.#port)
  }

  /** Listens on one more port, any free one: by it the address is known that a connection was made to (CRT-01). */
  listenAlso(): Promise<number> {
    return this.#listen(0)
  }

  #listen(port: number): Promise<number> {
    const server = createServer({ noDelay: true }, (socket) => this.#admit(socket))
    this.#servers.push(server)
    return new Promise((resolve, reject) => {
      server.once('error', (error) => reject(portFailure(port, this.#host, error)))
      server.listen(port, this.#host, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  }

  /** `watcher` is told of every connection, also of existing ones. */
  watch(watcher: (socket: Socket) => void): void {
    this.#watcher = watcher
    for (const socket of this.#sockets) watcher(socket)
  }

  /** Hands connections to the server for the port that they came in by, from now on. */
  open(serverAt: ServerAt, settling: Settling): void {
    this.#open = { serverAt, settling }
    for (const socket of this.#sockets) this.#handOn(socket)
  }

  /** Takes no new connections and ends the present ones. */
  close(): void {
    for (const server of this.#servers) server.close()
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
      this.#open.serverAt(socket.localPort ?? this.#port).emit('connection', socket)
      return
    }
    settling.then(
      () => this.#handOn(socket),
      () => socket.destroy(),
    )
  }
}
