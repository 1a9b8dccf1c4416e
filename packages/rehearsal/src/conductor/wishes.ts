/** What people want of a rehearsal that goes on meanwhile. */
export class People {
  /** Somebody is asked; their answer goes to whoever asked. */
  awaits = false
  /** What failed has since been taken up by somebody: they are asked, whoever attended then (REH-04). */
  isTakenUp = false
  #wantsPause = false

  askForPause(): void {
    this.#wantsPause = true
  }

  /** Whether a pause was asked for; it is then taken. */
  takePause(): boolean {
    const wanted = this.#wantsPause
    this.#wantsPause = false
    return wanted
  }
}
