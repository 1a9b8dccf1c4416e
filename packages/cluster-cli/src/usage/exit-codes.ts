/** What the command's exit code means; a rehearsal's verdict has its own in @understudy/rehearsal. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** A rehearsal that proved nothing (REH-08). */
  inconclusive: 2,
  usage: 3,
} as const
