/** Which paths between hosts are cut, per direction. */
export class Paths {
  readonly #cut = new Map<string, Set<string>>()

  /** Returns whether that changed anything. */
  cut(from: string, to: string): boolean {
    const cutFrom = this.#cut.get(from) ?? new Set()
    this.#cut.set(from, cutFrom)
    if (cutFrom.has(to)) return false
    cutFrom.add(to)
    return true
  }

  /** Returns whether that changed anything. */
  heal(from: string, to: string): boolean {
    return this.#cut.get(from)?.delete(to) ?? false
  }

  /** A flow needs both directions. */
  carries(one: string, other: string): boolean {
    return !this.#isCut(one, other) && !this.#isCut(other, one)
  }

  #isCut(from: string, to: string): boolean {
    return this.#cut.get(from)?.has(to) ?? false
  }
}
