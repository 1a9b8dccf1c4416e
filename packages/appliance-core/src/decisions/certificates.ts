/** What is shown to whoever connects. */
export const certificateDecisions = {
  /** A process that starts shows at each address what was assigned to it before (CRT-01). */
  isServedAfterStart: (assigned: number): boolean => assigned > 0,
}
