import type { Role } from '@understudy/shared'

/** Establishing, exchanging and breaking. */
export const relationshipDecisions = {
  /** More of the backup's own records would go than the operator was told (FO-03). */
  isMoreThanAnnounced: (records: number, announced: number): boolean => records > announced,

  /** The peer says hello for another relationship, or for one that was broken here (FO-09). */
  isAnotherRelationship: (ours: string | undefined, theirs: string): boolean => ours !== theirs,

  /** The peer does not know the relationship any more: it is over here too (FO-09). */
  isForgotten: (code: string): boolean => code === 'no-relationship',

  /** That it forgot is old news if it has said otherwise since, on the link that is up (FO-09). */
  isForgettingOldNews: (hasPeerLink: boolean): boolean => hasPeerLink,

  /** A hello for the relationship that is being established acknowledges it, if the peer died before it could (FO-03). */
  helloAcknowledges: (): boolean => true,

  /**
   * Both are in one role: it is shown, and nothing is synced (FO-13). In an exchange both are backup for a moment, but never
   * both primary.
   */
  isRoleConflict: (ours: Role, theirs: Role, isSwapping: boolean): boolean =>
    ours === theirs && (ours === 'primary' || !isSwapping),

  /** What the backup does before it says that it is ready for the role (FO-10). */
  preparesBy: (syncFirst: boolean): 'syncing' | 'waiting-for-take' =>
    syncFirst ? 'syncing' : 'waiting-for-take',

  /** The role is taken only where it is waited for, by a higher epoch (FO-10, FO-14). */
  mayTakeRole: (isWaiting: boolean, role: Role, isNewEpoch: boolean): boolean =>
    isWaiting && role === 'backup' && isNewEpoch,
}
