import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { AddressError, type HostPort, joinHostPort } from './host-port.ts'
import { assertBindable, type Exposure, resolveListen } from './listen-address.ts'

/** Where a proxy is reached. */
export class Listener {
  readonly #exposure: Exposure
  readonly #accept: (client: Socket) => void
  #server: Server | undefined

  /** `accept` gets every connection, paused. */
  constructor(exposure: Exposure, accept: (client: Socket) => void) {
    this.#exposure = exposure
    this.#accept = accept
  }

  /**
   * Opens it and resolves with the actual address (port 0: the one that it got). Throws {@link AddressError} in Go's
   * words if it cannot.
   */
  async open(listen: string): Promise<string> {
    const address = await resolveListen(listen, this.#exposure).catch((error: Error) => {
      throw new AddressError(`listen tcp: ${error.message}`)
    })
    assertBindable(address, this.#exposure)
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true })
    server.on('connection', (client) => {
      if (this.#server === server) this.#accept(client)
      else client.destroy()
    })
    await listening(server, address)
    this.#server = server
    const { address: host, port } = server.address() as AddressInfo
    return joinHostPort({ host, port })
  }

  /** The address is free again at once. Existing connections stay. Idempotent. */
  close(): void {
    this.#server?.close()
    this.#server = undefined
  }
}

function listening(server: Server, address: HostPort): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const why = bindErrors[error.code ?? ''] ?? error.message
      reject(new AddressError(`listen tcp ${joinHostPort(address)}: bind: ${why}`))
    }
    server.once('error', failed)
    // No host: all interfaces, in whatever families the machine has.
    server.listen(address.port, address.host === '' ? undefined : address.host, () => {
      server.off('error', failed)
      // A failing accept() (too many open files) is the client's bad luck, not the end of the process.
      server.on('error', () => undefined)
      resolve()
    })
  })
}

const bindErrors: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'cannot assign requested address',
  EACCES: 'permission denied',
}
