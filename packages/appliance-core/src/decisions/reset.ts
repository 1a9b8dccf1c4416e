/** What a reset to factory defaults leaves. */
export const resetDecisions = {
  /** Another name: numbers that the box gave its records, and others still hold, are not given again (SYN-03). */
  guidAfterReset: (_before: string, fresh: string): string => fresh,
}
