const passagesPerTurnMax = 1_024
const passagesMax = 64
const passagesMin = 4

/**
 * Shares a turn of the event loop between chains that have much to pass, above all a slicer's slices: some thousand
 * passages together, a few for each, so that other work, first of all the fault API, never waits long.
 */
export class TurnShare {
  #left = passagesPerTurnMax
  #isCounting = false

  /** How many passages a chain may make this turn. Tell {@link spend} how many it made. */
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
