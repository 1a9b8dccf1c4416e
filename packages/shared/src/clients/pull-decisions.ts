/**
 * How a program that pulls session data goes on (IC-01), beside the core's table of decisions: whoever puts a lab together may
 * give others, to see that campaigns notice (CHA-05). No release does.
 */
export const pullDecisions = {
  /** A session that the database has already, by its identity, is not stored a second time. */
  isNewToDatabase: (isKnown: boolean): boolean => !isKnown,

  /** Where to go on is stored with the rows that it stands for, in one transaction, and never before them. */
  movesOnBeforeRows: (): boolean => false,

  /** Another appliance answers than last time: what it has may be of any age, and is read from the beginning. */
  isReadAnew: (last: string, now: string): boolean => last !== now,
}

export type PullDecisions = Readonly<typeof pullDecisions>
