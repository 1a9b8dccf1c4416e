/** Lab time of this process, and its timers in lab time (DESIGN 5). */
export interface LabClock {
  /** Lab time in integer milliseconds since the Unix epoch. Never goes back. */
  nowMs(): number
  /**
   * Calls `fire` once, as soon as lab time has reached `atMs`; never before, never synchronously.
   * A timer of that name that is set already is replaced. Timers fire in the order of (atMs, set).
   */
  setTimer(name: string, atMs: number, fire: () => void): void
  /** Forgets the timer; nothing happens where there is none. */
  clearTimer(name: string): void
}
