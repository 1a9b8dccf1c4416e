import type { Socket } from 'node:net'

/** As much as a sender's kernel would take before it waits for an answer. */
const takenBytesMax = 64 * 1024

/**
 * Connections that nobody answers. A little is read and thrown away, so that a client which gives up
 * is noticed; then no more. Bounded: the oldest is dropped for a new one.
 */
export class BlackHoles {
  readonly #held = new Set<Socket>()
  readonly #countMax: number

  constructor(countMax = 10_000) {
    this.#countMax = countMax
  }

  get size(): number {
    return this.#held.size
  }

  hold(socket: Socket): void {
    for (const oldest of this.#held) {
      if (this.#held.size < this.#countMax) break
      this.#held.delete(oldest)
      oldest.destroy()
    }
    this.#held.add(socket)
    let takenBytes = 0
    socket.on('data', (chunk: Buffer) => {
      takenBytes += chunk.length
      if (takenBytes >= takenBytesMax) socket.pause()
    })
    socket.on('end', () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => this.#held.delete(socket))
    socket.resume()
  }

  clear(): void {
    for (const socket of this.#held) socket.destroy()
    this.#held.clear()
  }
}
