import type { AddressInfo, Server, Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import { DoorLedger, Passages } from '@understudy/lab-channel/hub'
import type { Listener } from '../dialling/dialer.ts'

/**
 * Who is connected to a server that the network itself runs, and whether anything is between the two. It listens for the
 * network alone, which leads to it whoever has a path there.
 */
export class SinkConnections {
  readonly #host: string
  readonly #server: Server
  readonly #ledger = new DoorLedger()
  readonly #passages = new Passages()
  /** Who has dialled, by the network's end of the connection. */
  readonly #origins = new Map<number, string>()

  /** `changed`: something that {@link isBusy} tells may have changed. */
  constructor(host: string, server: Server, changed: () => void) {
    this.#host = host
    this.#server = server
    this.#ledger.joined(host)
    server.on('connection', (socket) => {
      this.#passages.watch(socket)
      socket.once('close', () => changed())
    })
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, loopback.host, () => resolve())
    })
  }

  /** Where the network finds it; undefined = nowhere now. */
  get listener(): Listener | undefined {
    const address = this.#server.address() as AddressInfo | null
    return address === null ? undefined : { host: loopback.host, port: address.port }
  }

  /** The network has connected to it, for that host of the lab. */
  connected(origin: string, socket: Socket): void {
    const { localPort } = socket
    if (localPort === undefined) return
    this.#ledger.opened(this.#host, socket)
    this.#origins.set(localPort, origin)
    socket.once('close', () => {
      if (this.#origins.get(localPort) === origin) this.#origins.delete(localPort)
    })
  }

  /** The host of the lab that has dialled from there; '' = nobody. */
  originAt(remotePort: number | undefined): string {
    return this.#origins.get(remotePort ?? -1) ?? ''
  }

  /** Whether anything is between the network and the server. */
  get isBusy(): boolean {
    this.#ledger.told(this.#host, this.#passages.changes())
    return !this.#ledger.agrees(this.#host)
  }
}
