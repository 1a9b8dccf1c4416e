import type { Socket } from 'node:net'

/**
 * A limit on connections (SEC-03) that never turns a new one away: the one silent for longest is closed for it. Servers
 * may end idle connections whenever they like (RFC 7766 6.2.3, RFC 9112 9.5); those that only sit there must not shut
 * out somebody who has something to ask.
 */
export class Crowd {
  readonly #max: number
  /** The one silent for longest comes first. */
  readonly #sockets = new Set<Socket>()

  constructor(max: number) {
    this.#max = max
  }

  admit(socket: Socket): void {
    const [silentLongest] = this.#sockets
    if (this.#sockets.size >= this.#max && silentLongest !== undefined) {
      this.#sockets.delete(silentLongest)
      silentLongest.destroy()
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** It has asked something. */
  noteActivity(socket: Socket): void {
    if (this.#sockets.delete(socket)) this.#sockets.add(socket)
  }

  disperse(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}
