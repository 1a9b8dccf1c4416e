import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP path to a port that counts the bytes from there, and breaks when it has passed so many. */
export class Cable {
  passedBytes = 0
  breaksAfterBytes = Number.POSITIVE_INFINITY
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => socket.destroy())
        socket.on('close', () => this.pull(near, far))
      }
      near.pipe(far)
      far.on('data', (piece: Buffer) => {
        this.passedBytes += piece.length
        if (this.passedBytes > this.breaksAfterBytes) this.pull(near, far)
        else if (!near.write(piece)) far.pause()
      })
      near.on('drain', () => far.resume())
    })
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve((this.#server.address() as { port: number }).port)
      })
    })
  }

  pull(...sockets: readonly Socket[]): void {
    for (const socket of sockets.length > 0 ? sockets : this.#sockets) {
      socket.destroy()
      this.#sockets.delete(socket)
    }
  }

  close(): void {
    this.#server.close()
    this.pull()
  }
}
