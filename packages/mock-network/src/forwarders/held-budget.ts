import { TurnShare } from './turn-share.ts'

const totalBytesMax = 256 * 1024 * 1024
const shareBytes = 64 * 1024

/**
 * Bounds what waits in the chains of many relays: 256 MiB together, and beyond that 64 KiB and one read for each
 * direction. A direction may hold as much as is still free (dynamic thresholds, Choudhury and Hahne 1998): alone, all
 * that its chain allows; the more there are, the less each, so that the first ones starve nobody.
 */
export class HeldBudget {
  /** The event loop's time that the same relays share. */
  readonly turn = new TurnShare()
  #bytes = 0

  get heldBytes(): number {
    return this.#bytes
  }

  add(byteCount: number): void {
    this.#bytes += byteCount
  }

  /** Whether a direction that holds this much may read on. */
  allows(heldBytes: number): boolean {
    return heldBytes < shareBytes || heldBytes < totalBytesMax - this.#bytes
  }
}
