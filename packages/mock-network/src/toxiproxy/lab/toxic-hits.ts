/** How many connections each toxic of the lab's paths has touched since it was added. */
export class ToxicHits {
  readonly #counts = new Map<string, number>()

  begin(fault: string): void {
    this.#counts.set(fault, 0)
  }

  /** That fault touched a connection; only these toxics are counted. */
  note(fault: string): void {
    const count = this.#counts.get(fault)
    if (count !== undefined) this.#counts.set(fault, count + 1)
  }

  /** Stops counting and returns the count. */
  end(fault: string): number {
    const count = this.#counts.get(fault) ?? 0
    this.#counts.delete(fault)
    return count
  }
}
