/** What the command's exit code means; for a rehearsal's verdict see `exitCodeOf` in @understudy/report. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** A rehearsal that proved nothing (REH-08). */
  inconclusive: 2,
  usage: 3,
  /* 4: a rehearsal that passed with warnings, with --strict; its verdict's own (REH-05). */
  /** What was asked for is done, but not all of its output could be written (REH-05). */
  notWritten: 5,
} as const
