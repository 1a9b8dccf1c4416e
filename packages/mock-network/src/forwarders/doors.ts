import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { loopback } from '@understudy/lab-channel'
import type { Doors, DoorsByOrigin } from '@understudy/shared'

export type EnterByDoor = (origin: string, host: string, client: Socket) => void

/** One port of the network for each origin and each host it may dial. */
export class DoorKeeper {
  readonly #listensOn: string
  readonly #hostsOf: (origin: string) => readonly string[]
  readonly #enter: EnterByDoor
  readonly #doors = new Map<string, Promise<Doors>>()
  readonly #servers: Server[] = []

  /** `hostsOf`: what that origin may dial. `enter` gets every connection, paused. */
  constructor(
    hostsOf: (origin: string) => readonly string[],
    enter: EnterByDoor,
    listensOn: string = loopback.host,
  ) {
    this.#listensOn = listensOn
    this.#hostsOf = hostsOf
    this.#enter = enter
  }

  /** The doors of these origins, opened at the first call; they stay while the network runs. */
  async doorsOf(origins: readonly string[]): Promise<DoorsByOrigin> {
    const opening = origins.map(async (origin) => [origin, await this.#doorsOf(origin)] as const)
    return Object.fromEntries(await Promise.all(opening))
  }

  stop(): void {
    for (const server of this.#servers) server.close()
  }

  #doorsOf(origin: string): Promise<Doors> {
    const known = this.#doors.get(origin)
    if (known !== undefined) return known
    const opening = Promise.all(
      this.#hostsOf(origin).map(async (host) => [host, await this.#open(origin, host)] as const),
    ).then((entries) => Object.fromEntries(entries))
    this.#doors.set(origin, opening)
    return opening
  }

  #open(origin: string, host: string): Promise<number> {
    const options = { allowHalfOpen: true, pauseOnConnect: true, noDelay: true }
    const server = createServer(options, (client) => this.#enter(origin, host, client))
    this.#servers.push(server)
    return new Promise((resolve, reject) => {
      server.on('error', reject)
      server.listen(0, this.#listensOn, 511, () => resolve((server.address() as AddressInfo).port))
    })
  }
}
