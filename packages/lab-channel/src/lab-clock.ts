/** Lab time of this process, and its timers in lab time (DESIGN 5). */
export interface LabClock {
  /** Lab time in integer milliseconds since the Unix epoch. Never goes back. */
  nowMs(): number
  /**
   * Calls `fire` once, as soon as lab time has reached `atMs`; never before, never synchronously. Replaces a timer of
   * the same name. Timers fire in the order of (atMs, set).
   */
  setTimer(name: string, atMs: number, fire: () => void): void
  /** Clears the timer; does nothing if there is none. */
  clearTimer(name: string): void
}
