/** What people want of a rehearsal that goes on meanwhile. */
export class People {
  /** Somebody is asked; their answer goes to whoever asked. */
  awaits = false
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
