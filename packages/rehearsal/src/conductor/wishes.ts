/** Why a person is awaited. `failure`: the step has failed, and may be tried again or skipped. */
export type Awaited = 'pause' | 'approve' | 'decide' | 'failure'

/** What people want of a rehearsal that goes on meanwhile. */
export class People {
  /** What somebody is asked for now; their answer goes to whoever asked. */
  awaits: Awaited | null = null
  /** Whether people are asked at all; whoever goes on with a rehearsal may say otherwise. */
  isAttended: boolean
  /** What failed has since been taken up by somebody: they are asked, whoever attended then (REH-04). */
  isTakenUp = false
  #wantsPause = false

  constructor(isAttended: boolean) {
    this.isAttended = isAttended
  }

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
