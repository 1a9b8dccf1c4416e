import type { Socket } from 'node:net'

/** Real time after which a connection without a whole query is closed (RFC 7766 6.2.3). */
const idleMs = 10_000
/** Limit on answers the asker has not taken yet; above it, nothing more is read from it. */
const unsentBytesMax = 256 * 1024

export interface StreamOptions {
  /** Default 10 s. */
  readonly idleMs?: number
}

/**
 * Answers one connection's queries in order, however many arrive at once (pipelining). A packet that gets no answer
 * ends it: after garbage nobody can tell where the next query begins. Holds at most one query of 64 KiB and the chunk
 * that completed it.
 */
export function serveStream(
  socket: Socket,
  answer: (packet: Buffer) => Buffer | null,
  options: StreamOptions = {},
): void {
  const received = new Received()
  const patience = setTimeout(() => socket.destroy(), options.idleMs ?? idleMs)
  const work = (): void => {
    for (let packet = received.take(); packet !== null; packet = received.take()) {
      const reply = answer(packet)
      if (reply === null) return void socket.destroy()
      patience.refresh()
      if (!send(socket, reply)) return void socket.pause()
    }
    socket.resume()
  }
  socket.on('data', (chunk: Buffer) => {
    received.add(chunk)
    work()
  })
  socket.on('drain', work)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(patience))
}

/** Collects chunks and joins them only once a query is whole, however small they come. */
class Received {
  #chunks: Buffer[] = []
  #bytes = 0
  #wanted = 2

  add(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
  }

  /** The next whole query. */
  take(): Buffer | null {
    if (this.#bytes < this.#wanted) return null
    const joined = Buffer.concat(this.#chunks)
    const end = 2 + joined.readUInt16BE(0)
    const isWhole = joined.length >= end
    const rest = isWhole ? joined.subarray(end) : joined
    this.#chunks = [rest]
    this.#bytes = rest.length
    this.#wanted = isWhole ? 2 : end
    return isWhole ? joined.subarray(2, end) : null
  }
}

/** False: enough is unsent already. */
function send(socket: Socket, reply: Buffer): boolean {
  const length = Buffer.of(reply.length >> 8, reply.length & 255)
  socket.write(Buffer.concat([length, reply]))
  return socket.writableLength < unsentBytesMax
}
