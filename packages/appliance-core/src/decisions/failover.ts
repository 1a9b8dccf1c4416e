/** When a backup takes over by itself, and when a primary must stop to serve. */
export const failoverDecisions = {
  /** The primary has been silent for its timeout (FO-12). */
  isSilentLongEnough: (silentMs: number, timeoutMs: number): boolean => silentMs >= timeoutMs,

  /** Not while roles are exchanged or a package is installed (FO-12). */
  isFreeToTakeOver: (isSwapping: boolean, isInstalling: boolean): boolean =>
    !isSwapping && !isInstalling,

  /** A test address has answered: it is the primary that is away, not we (FO-12). */
  isConnected: (reached: readonly string[]): boolean => reached.length > 0,

  /** The process was not scheduled, or its clock jumped: what it believed may be old (FO-15). */
  wasAway: (forMs: number, timeoutMs: number): boolean => forMs < 0 || forMs >= timeoutMs / 2,

  /** Times that were noted before lie in the future: a right to serve that ends at one would last longer (FO-15). */
  wasSetBack: (forMs: number): boolean => forMs < 0,

  /** What arrived meanwhile has not been read yet: a backup's own absence is not its primary's silence (FO-15). */
  forgivesOwnAbsence: (): boolean => true,

  /** The peer answers the question that was asked last; older answers prove nothing (FO-15). */
  isAnswerTo: (answered: number | undefined, asked: number): boolean => answered === asked,

  /** How long a confirmed primary may serve: less than the witness waits before it votes (DESIGN 7). */
  leaseMs: (timeoutMs: number): number => Math.floor((timeoutMs * 3) / 4),

  /** It counts from the question, so that a late answer gains nothing (DESIGN 7). */
  leaseFrom: (askedAtMs: number, _answeredAtMs: number): number => askedAtMs,

  isLeaseOver: (nowMs: number, untilMs: number): boolean => nowMs >= untilMs,

  /** A vote counts only if it was asked for and its epoch is still free here (DESIGN 7). */
  isVoteUsable: (wasAsked: boolean, mayTakeOver: boolean, isNewEpoch: boolean): boolean =>
    wasAsked && mayTakeOver && isNewEpoch,

  /** The witness has not answered for so long that the link is taken for dead (NET-12). */
  isWitnessLinkDead: (silentMs: number, patienceMs: number): boolean => silentMs >= patienceMs,
}
