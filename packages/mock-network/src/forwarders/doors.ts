import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

export type Doors = Readonly<Record<string, number>>

/** Each participant's own way to each virtual address: a port of 127.0.0.1. */
export class DoorKeeper {
  readonly #addresses: readonly string[]
  readonly #enter: (source: string, address: string, client: Socket) => void
  readonly #doors = new Map<string, Promise<Doors>>()
  readonly #servers: Server[] = []

  /** `enter` gets every connection, paused. */
  constructor(
    addresses: readonly string[],
    enter: (source: string, address: string, client: Socket) => void,
  ) {
    this.#addresses = addresses
    this.#enter = enter
  }

  /** The doors of that participant, opened at the first call; they stay while the network runs. */
  doorsOf(source: string): Promise<Doors> {
    const known = this.#doors.get(source)
    if (known !== undefined) return known
    const opening = Promise.all(
      this.#addresses.map(async (address) => [address, await this.#open(source, address)] as const),
    ).then((entries) => Object.fromEntries(entries))
    this.#doors.set(source, opening)
    return opening
  }

  stop(): void {
    for (const server of this.#servers) server.close()
  }

  #open(source: string, address: string): Promise<number> {
    const options = { allowHalfOpen: true, pauseOnConnect: true, noDelay: true }
    const server = createServer(options, (client) => this.#enter(source, address, client))
    this.#servers.push(server)
    return new Promise((resolve, reject) => {
      server.on('error', reject)
      server.listen(0, '127.0.0.1', 511, () => resolve((server.address() as AddressInfo).port))
    })
  }
}
