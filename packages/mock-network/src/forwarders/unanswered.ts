/**
 * The connections that wait for a host's first byte, bounded for each host: a kernel whose queue of connections is full
 * answers no more SYNs, so a host that hangs must not take more of the network's sockets.
 */
export class Unanswered<T> {
  readonly #countMax: number
  readonly #waiting = new Map<string, Set<T>>()

  /** 4,096 is Linux' limit for a program that accepts nobody (net.core.somaxconn). */
  constructor(countMax = 4_096) {
    this.#countMax = countMax
  }

  /** Whether that host has no room for one more. */
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
