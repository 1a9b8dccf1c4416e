/**
 * Which connections wait for the first byte of which host. Bounded for each host: as a kernel whose queue of connections
 * is full does not answer another SYN, so a host that hangs is given no more sockets of the network than are its own.
 */
export class Unanswered<T> {
  readonly #countMax: number
  readonly #waiting = new Map<string, Set<T>>()

  /** 4,096 is what Linux lets wait for a program that accepts nobody (net.core.somaxconn). */
  constructor(countMax = 4_096) {
    this.#countMax = countMax
  }

  /** Whether so many wait for that host that one more is not let in. */
  isFull(host: string): boolean {
    return (this.#waiting.get(host)?.size ?? 0) >= this.#countMax
  }

  add(host: string, connection: T): void {
    const known = this.#waiting.get(host)
    if (known === undefined) this.#waiting.set(host, new Set([connection]))
    else known.add(connection)
  }

  /** It was answered, or is over. */
  remove(host: string, connection: T): void {
    this.#waiting.get(host)?.delete(connection)
  }
}
