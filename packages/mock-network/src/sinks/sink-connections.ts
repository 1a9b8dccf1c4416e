import type { AddressInfo, Server, Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import { DoorLedger, Passages } from '@understudy/lab-channel/hub'
import type { Listener } from '../dialling/dialer.ts'

const lookAgainMs = 2
/** A server that has read something answers it, and the lab's clock waits for that: so long, in real time, but not for ever. */
const answersWithinMs = 500

/** What was last seen of a connection at the server, and since when an answer is owed; null = none is. */
interface Seen {
  read: number
  written: number
  owedSinceMs: number | null
}

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
  readonly #changed: () => void
  readonly #seen = new Map<Socket, Seen>()
  #looksAgain = false

  /** `changed`: something that {@link isBusy} tells may have changed. */
  constructor(host: string, server: Server, changed: () => void) {
    this.#host = host
    this.#server = server
    this.#changed = changed
    this.#ledger.joined(host)
    server.on('connection', (socket) => {
      this.#passages.watch(socket)
      this.#seen.set(socket, { read: 0, written: 0, owedSinceMs: performance.now() })
      socket.once('close', () => {
        this.#seen.delete(socket)
        changed()
      })
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

  /** Whether anything is between the network and the server, or the server is about to answer. */
  get isBusy(): boolean {
    this.#ledger.told(this.#host, this.#passages.changes())
    let isBusy = !this.#ledger.agrees(this.#host)
    // Each is looked at, as looking notes what it has read.
    for (const [socket, seen] of this.#seen) if (owesAnswer(socket, seen)) isBusy = true
    if (isBusy) this.#lookAgain()
    return isBusy
  }

  /** The server tells nobody that it has read what came: the lab's clock would stand until something else happens. */
  #lookAgain(): void {
    if (this.#looksAgain) return
    this.#looksAgain = true
    setTimeout(() => {
      this.#looksAgain = false
      this.#changed()
    }, lookAgainMs).unref()
  }
}

/** Looks at a connection once more. What it has read since the last look may be what is answered next. */
function owesAnswer({ bytesRead, bytesWritten }: Socket, seen: Seen): boolean {
  if (bytesRead !== seen.read) seen.owedSinceMs = performance.now()
  else if (bytesWritten !== seen.written) seen.owedSinceMs = null
  seen.read = bytesRead
  seen.written = bytesWritten
  return seen.owedSinceMs !== null && performance.now() - seen.owedSinceMs < answersWithinMs
}
