/** How many connections each toxic of the lab's paths has touched since it was added. */
export class ToxicHits {
  readonly #counts = new Map<string, number>()

  begin(fault: string): void {
    this.#counts.set(fault, 0)
  }

  /** A connection was touched by that fault; others than these toxics are not counted. */
  note(fault: string): void {
    const count = this.#counts.get(fault)
    if (count !== undefined) this.#counts.set(fault, count + 1)
  }

  /** Ends its count and returns it. */
  end(fault: string): number {
    const count = this.#counts.get(fault) ?? 0
    this.#counts.delete(fault)
    return count
  }
}
