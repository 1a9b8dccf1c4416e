const totalBytesMax = 256 * 1024 * 1024
const shareBytes = 64 * 1024

/**
 * Bounds what waits in the chains of many relays: 256 MiB together, and beyond that 64 KiB and one read
 * for each direction that has nothing yet, so that those which hold much starve nobody.
 */
export class HeldBudget {
  #bytes = 0

  get heldBytes(): number {
    return this.#bytes
  }

  add(byteCount: number): void {
    this.#bytes += byteCount
  }

  /** Whether a direction that holds so much may read on. */
  allows(heldBytes: number): boolean {
    return heldBytes < shareBytes || this.#bytes < totalBytesMax
  }
}
