import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import type { Attempts } from '@understudy/network-model'
import { SwallowedSocket } from './swallowed-socket.ts'

/** How a connection that nobody has answered goes on. */
export interface Redial {
  readonly attempts: Attempts
  /**
   * Dials that address again: undefined while nobody answers, else takes the socket, paused, with all that its
   * client has sent still to be read.
   */
  readonly dial: (address: string) => ((client: Socket) => void) | undefined
}

/**
 * Connections that nobody answers. One that can be dialled again is, whenever its SYN would be repeated,
 * and connects if the path has healed meanwhile. Bounded: the oldest is dropped for a new one.
 */
export class BlackHoles {
  readonly #time: TimeSource
  readonly #countMax: number
  readonly #held = new Set<SwallowedSocket>()

  constructor(time: TimeSource, countMax = 10_000) {
    this.#time = time
    this.#countMax = countMax
  }

  get size(): number {
    return this.#held.size
  }

  /** `socket` is paused. */
  hold(socket: Socket, redial?: Redial): void {
    for (const oldest of this.#held) {
      if (this.#held.size < this.#countMax) break
      oldest.destroy()
      this.#held.delete(oldest)
    }
    const held = new SwallowedSocket(socket, redial !== undefined, () => this.#held.delete(held))
    this.#held.add(held)
    if (redial !== undefined) this.#await(held, redial)
  }

  clear(): void {
    for (const held of this.#held) held.destroy()
    this.#held.clear()
  }

  #await(held: SwallowedSocket, redial: Redial): void {
    const next = redial.attempts.take()
    if (next === undefined) {
      held.forget()
      return
    }
    const timer = this.#time.at(next.atMs, () => {
      const take = redial.dial(next.address)
      if (take === undefined) {
        this.#await(held, redial)
        return
      }
      this.#held.delete(held)
      take(held.release())
    })
    held.onGone(() => this.#time.clear(timer))
  }
}
