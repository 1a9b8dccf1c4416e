import type { Socket } from 'node:net'
import type { DoorCount, ToHub } from '@understudy/shared'

type Idle = Extract<ToHub, { type: 'idle' }>

/** What has passed at the other end, as {@link Passages.changes} tells it. */
export interface Counts {
  readonly doors: readonly DoorCount[]
  readonly closed: readonly Pick<DoorCount, 'near' | 'far'>[]
}

/** The hub's end of a connection to or from a participant. */
export type LedgerSocket = Pick<
  Socket,
  | 'bytesRead'
  | 'bytesWritten'
  | 'localPort'
  | 'remotePort'
  | 'readableEnded'
  | 'readableFlowing'
  | 'writableFinished'
> & { once(event: 'close', listener: () => void): unknown }

interface Account {
  readonly ours: Map<string, LedgerSocket>
  /** As the participant last told; undefined = it does not count. */
  theirs: Map<string, DoorCount> | undefined
}

/**
 * Both ends' counts of what has passed on each connection between the hub's process and a participant. Where they are
 * equal, nothing is between the two, however long a byte may take: this relies on nothing that only loopback does
 * (docs/decisions/0015-containers.md).
 */
export class DoorLedger {
  readonly #accounts = new Map<string, Account>()

  joined(name: string): void {
    this.#accountOf(name)
  }

  left(name: string): void {
    this.#accounts.delete(name)
  }

  /** A connection with that participant is open; it counts until it closes. */
  opened(name: string, socket: LedgerSocket): void {
    const { localPort, remotePort } = socket
    const account = this.#accounts.get(name)
    if (account === undefined || localPort === undefined || remotePort === undefined) return
    const key = `${remotePort}-${localPort}`
    account.ours.set(key, socket)
    socket.once('close', () => {
      if (account.ours.get(key) === socket) account.ours.delete(key)
    })
  }

  told(name: string, { doors, closed = [] }: Idle | Counts): void {
    const account = this.#accounts.get(name)
    if (account === undefined || doors === undefined) return
    account.theirs ??= new Map()
    for (const { near, far } of closed) account.theirs.delete(`${near}-${far}`)
    for (const count of doors) account.theirs.set(`${count.near}-${count.far}`, count)
  }

  /** Whether that participant's counts show nothing between the two. Always true for one that does not count. */
  agrees(name: string): boolean {
    const { ours, theirs } = this.#accounts.get(name) ?? {}
    if (ours === undefined || theirs === undefined) return true
    // Closed here but not there: its end is still on its way.
    for (const key of theirs.keys()) if (!ours.has(key)) return false
    for (const [key, socket] of ours) if (!isEven(socket, theirs.get(key))) return false
    return true
  }

  #accountOf(name: string): Account {
    const account = { ours: new Map<string, LedgerSocket>(), theirs: undefined }
    this.#accounts.set(name, account)
    return account
  }
}

function isEven(socket: LedgerSocket, count: DoorCount | undefined): boolean {
  // Bytes that we do not read cause nothing: a black hole, a cut path, a receiver with full buffers.
  const isRead = socket.readableFlowing === true
  if (count === undefined) return socket.readableEnded || !isRead
  if (socket.bytesWritten !== count.read) return false
  if (socket.writableFinished && !count.sawEnd) return false
  if (!isRead) return true
  return socket.bytesRead === count.written && (socket.readableEnded || !count.ended)
}
