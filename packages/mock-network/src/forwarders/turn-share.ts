const passagesPerTurnMax = 1_024
const passagesMax = 64
const passagesMin = 4

/**
 * Shares a turn of the event loop between the chains that have much to let pass, a slicer's slices above all: together some
 * thousand passages, each of them a few, so that what else there is to do, the fault API before all, is never far off.
 */
export class TurnShare {
  #left = passagesPerTurnMax
  #isCounting = false

  /** How many passages a chain may have in this turn. Tell {@link spend} how many it had. */
  get passagesMax(): number {
    return Math.min(passagesMax, Math.max(passagesMin, this.#left))
  }

  spend(passages: number): void {
    if (passages === 0) return
    this.#left -= passages
    if (this.#isCounting) return
    this.#isCounting = true
    setImmediate(() => {
      this.#isCounting = false
      this.#left = passagesPerTurnMax
    })
  }
}
