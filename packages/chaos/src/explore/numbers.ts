/** A list of 32-bit numbers that grows: four bytes each. */
export class Numbers {
  #items = new Int32Array(1 << 12)
  length = 0

  push(item: number): void {
    if (this.length === this.#items.length) {
      const longer = new Int32Array(this.#items.length * 2)
      longer.set(this.#items)
      this.#items = longer
    }
    this.#items[this.length] = item
    this.length += 1
  }

  /** 0 where nothing is. */
  at(index: number): number {
    return this.#items[index] ?? 0
  }
}
