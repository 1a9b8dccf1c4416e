import type { Socket } from 'node:net'
import type { DoorCount } from '@understudy/shared'

/** A connection to or from the network's process, below TLS: what {@link Passages} counts. */
export type CountedSocket = Pick<
  Socket,
  | 'bytesRead'
  | 'bytesWritten'
  | 'connecting'
  | 'localPort'
  | 'remotePort'
  | 'readableEnded'
  | 'writableFinished'
> & { once(event: 'connect' | 'close', listener: () => void): unknown }

/** The stream on top of it, if there is one: that one knows about ends. */
type Carried = Pick<Socket, 'readableEnded' | 'writableFinished'>

interface Watched {
  readonly socket: CountedSocket
  carried: Carried
  told: DoorCount | undefined
}

type Ports = Pick<DoorCount, 'near' | 'far'>

const keyOf = ({ near, far }: Ports): string => `${near}-${far}`

/**
 * What has passed on this process's connections through the lab's doors. Sent with each `idle`, so that the hub can see
 * whether anything is still between the two (docs/decisions/0015-containers.md).
 */
export class Passages {
  readonly #watched = new Map<string, Watched>()
  #closed: Ports[] = []

  /** Counts that connection until it closes. */
  watch(socket: CountedSocket): void {
    if (socket.connecting) socket.once('connect', () => this.#add(socket))
    else this.#add(socket)
  }

  /** That stream runs over the connection with the same ports. */
  carry(stream: Carried & Pick<Socket, 'localPort' | 'remotePort'>): void {
    const ports = portsOf(stream)
    const watched = ports === undefined ? undefined : this.#watched.get(keyOf(ports))
    if (watched !== undefined) watched.carried = stream
  }

  /** What has changed since the last call. */
  changes(): { readonly doors: readonly DoorCount[]; readonly closed: readonly Ports[] } {
    const doors: DoorCount[] = []
    for (const watched of this.#watched.values()) {
      if (!hasChanged(watched)) continue
      const count = countOf(watched)
      if (count === undefined) continue
      watched.told = count
      doors.push(count)
    }
    const closed = this.#closed
    this.#closed = []
    return { doors, closed }
  }

  #add(socket: CountedSocket): void {
    const ports = portsOf(socket)
    if (ports === undefined) return
    const key = keyOf(ports)
    const watched = { socket, carried: socket, told: undefined }
    this.#watched.set(key, watched)
    socket.once('close', () => {
      if (this.#watched.get(key) !== watched) return
      this.#watched.delete(key)
      this.#closed.push(ports)
    })
  }
}

function portsOf({ localPort, remotePort }: Pick<Socket, 'localPort' | 'remotePort'>) {
  return localPort === undefined || remotePort === undefined
    ? undefined
    : { near: localPort, far: remotePort }
}

function countOf({ socket, carried }: Watched): DoorCount | undefined {
  const ports = portsOf(socket)
  if (ports === undefined) return undefined
  return {
    ...ports,
    read: socket.bytesRead,
    written: socket.bytesWritten,
    ended: carried.writableFinished,
    sawEnd: carried.readableEnded,
  }
}

/**
 * Called for every connection at every `idle`, and mostly false: so it allocates nothing and reads as little as it can.
 */
const hasChanged = ({ socket, carried, told }: Watched): boolean =>
  told === undefined ||
  socket.bytesRead !== told.read ||
  socket.bytesWritten !== told.written ||
  carried.writableFinished !== told.ended ||
  carried.readableEnded !== told.sawEnd
