import type { LogHead } from '@understudy/shared'

/** What a sync takes, keeps and discards. */
export const replicationDecisions = {
  /** Never across packages, nor while two are in one role (FO-05, FO-13). */
  maySync: (packageDiffers: boolean, inConflict: boolean): boolean =>
    !packageDiffers && !inConflict,

  /** Of what the backup recorded by itself: merging logs are taken, older ones are not (SYN-03, SYN-04). */
  mergesIntoPrimary: (log: Pick<LogHead, 'legacy'>): boolean => !log.legacy,

  /** Whose log rows are appended to: that of whoever recorded them (SYN-03). */
  logOfRows: (origin: string, _own: string): string => origin,

  /** What the backup recorded by itself before 10.6 gives way to the primary's data (SYN-04). */
  isReplacedByPrimary: (log: Pick<LogHead, 'legacy'>): boolean => log.legacy,

  /** Whatever is discarded is told, by LSID (SYN-04). */
  isDiscardTold: (count: number): boolean => count > 0,

  /** Whether the primary has more rows than it has sent (SYN-05). */
  isMoreToSend: (logsAhead: number): boolean => logsAhead > 0,

  /** Up to which settings of the primary a backup is; 0 = it needs all: it never had them, or changed some itself (SYN-02). */
  settingsHeld: (adopted: number | null, changedSince: boolean): number =>
    adopted === null || changedSince ? 0 : adopted,

  /** A setting that the primary does not have is removed (SYN-02). */
  isSettingRemoved: (theirs: string | undefined): boolean => theirs === undefined,

  /** After which row of the list of Jump Clients the primary sends; beyond the newest: the list was made anew (SYN-05). */
  jumpClientsAfter: (held: number, newest: number): number => (held <= newest ? held : 0),

  /** The sync fetches every recording that is missing here (SYN-05). */
  recordingsToFetch: <T>(missing: readonly T[]): readonly T[] => missing,

  /** The sync has succeeded: both have proved that they hold the same (SYN-05). */
  isSyncProved: (digestsAgree: boolean): boolean => digestsAgree,

  /** A sync that a lost link interrupted goes on when the link is back (SYN-05). */
  resumesWhenLinked: (): boolean => true,

  /** The greatest LSID given or seen before 10.6: the next one follows it, also after an exchange of roles (API-01). */
  greatestLsid: (ours: number, theirs: number): number => Math.max(ours, theirs),
}
