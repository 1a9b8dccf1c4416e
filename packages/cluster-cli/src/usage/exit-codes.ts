/** What the command's exit code means; a rehearsal's verdict has its own in @understudy/rehearsal. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** A rehearsal that proved nothing (REH-08). */
  inconclusive: 2,
  usage: 3,
  /* 4: a rehearsal that passed with warnings, with --strict; its verdict's own (REH-05). */
  /** What was asked for is done, but not all that it has to say could be written (REH-05). */
  notWritten: 5,
} as const
