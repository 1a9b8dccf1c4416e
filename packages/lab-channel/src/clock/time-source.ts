export interface Timer {
  readonly atMs: number
}

/** A clock and its timers: the lab's, or the machine's. */
export interface TimeSource {
  /** Milliseconds, never going back; lab time is an integer, real time has a fraction. */
  nowMs(): number
  /** Calls `fire` once when `nowMs()` has reached `atMs`: never before, never synchronously. */
  at(atMs: number, fire: () => void): Timer
  /** Clears the timer; does nothing if it has fired or was cleared. */
  clear(timer: Timer): void
}
