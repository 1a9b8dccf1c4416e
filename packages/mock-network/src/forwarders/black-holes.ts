import type { Socket } from 'node:net'
import type { TimeSource } from '@understudy/lab-channel'
import type { Attempts } from '@understudy/network-model'
import { SwallowedSocket } from './swallowed-socket.ts'

/** How to go on with a connection that nobody has answered. */
export interface Redial {
  readonly attempts: Attempts
  /**
   * Dials that address again: undefined while nobody answers, else a function that takes the socket, paused, with
   * everything its client has sent still to be read.
   */
  readonly dial: (address: string) => ((client: Socket) => void) | undefined
}

/**
 * Connections that nobody answers. One that can be redialled is, whenever TCP would repeat its SYN, and connects if the
 * path has healed meanwhile. Bounded: a new one replaces the oldest of the host that most are waiting for, so that one
 * host that answers nobody costs nothing to those waiting for another.
 */
export class BlackHoles {
  readonly #time: TimeSource
  readonly #countMax: number
  /** By the host that was dialled, the oldest first. */
  readonly #held = new Map<string, Set<SwallowedSocket>>()
  #count = 0

  constructor(time: TimeSource, countMax = 10_000) {
    this.#time = time
    this.#countMax = countMax
  }

  get size(): number {
    return this.#count
  }

  /** `socket` is paused; its client has dialled that host. */
  hold(socket: Socket, host: string, redial?: Redial): void {
    if (this.#count >= this.#countMax) this.#dropOldestOfMost()
    const held = new SwallowedSocket(socket, redial !== undefined, () => this.#forget(host, held))
    const known = this.#held.get(host)
    if (known === undefined) this.#held.set(host, new Set([held]))
    else known.add(held)
    this.#count++
    if (redial !== undefined) this.#await(held, host, redial)
  }

  clear(): void {
    for (const ofHost of this.#held.values()) for (const held of ofHost) held.destroy()
    this.#held.clear()
    this.#count = 0
  }

  #dropOldestOfMost(): void {
    let most: readonly [host: string, held: ReadonlySet<SwallowedSocket>] | undefined
    for (const entry of this.#held)
      if (most === undefined || entry[1].size > most[1].size) most = entry
    const [oldest] = most?.[1] ?? []
    if (most === undefined || oldest === undefined) return
    oldest.destroy()
    this.#forget(most[0], oldest)
  }

  #forget(host: string, held: SwallowedSocket): void {
    const ofHost = this.#held.get(host)
    if (ofHost?.delete(held) !== true) return
    this.#count--
    if (ofHost.size === 0) this.#held.delete(host)
  }

  #await(held: SwallowedSocket, host: string, redial: Redial): void {
    const next = redial.attempts.take()
    if (next === undefined) {
      held.forget()
      return
    }
    const timer = this.#time.at(next.atMs, () => {
      const take = redial.dial(next.address)
      if (take === undefined) {
        this.#await(held, host, redial)
        return
      }
      this.#forget(host, held)
      take(held.release())
    })
    held.onGone(() => this.#time.clear(timer))
  }
}
