import type { PlantedDefect } from './planted-defect.ts'

export const failoverDefects: readonly PlantedDefect[] = [
  {
    name: 'impatient',
    what: 'A backup takes over after half of the timeout.',
    spec: 'FO-12',
    decisions: { isSilentLongEnough: (silentMs, timeoutMs) => silentMs >= timeoutMs / 2 },
  },
  {
    name: 'takes-over-during-work',
    what: 'A backup takes over while roles are exchanged, or while it installs a package.',
    spec: 'FO-12',
    decisions: { isFreeToTakeOver: () => true },
  },
  {
    name: 'asks-no-test-address',
    what: 'A backup takes over although no test address has answered.',
    spec: 'FO-12',
    decisions: { isConnected: () => true },
  },
  {
    name: 'does-not-notice-its-absence',
    what: 'A process that was stopped goes on as if nothing had been.',
    spec: 'FO-15',
    decisions: { wasAway: () => false },
  },
  {
    name: 'lease-grows-with-the-clock',
    what: 'A clock that is set back lengthens the right to serve.',
    spec: 'FO-15',
    decisions: { wasSetBack: () => false },
  },
  {
    name: 'blames-the-primary-for-its-own-absence',
    what: 'A backup that was stopped takes its own absence for its primary’s silence.',
    spec: 'FO-15',
    decisions: { forgivesOwnAbsence: () => false },
  },
  {
    name: 'believes-older-answers',
    what: 'A primary in doubt believes an answer to an earlier question.',
    spec: 'FO-15',
    decisions: { isAnswerTo: () => true },
  },
  {
    name: 'lease-too-long',
    what: 'A primary serves for twice the timeout after it was confirmed.',
    spec: 'FO-15',
    decisions: { leaseMs: (timeoutMs) => 2 * timeoutMs },
  },
  {
    name: 'lease-from-the-answer',
    what: 'The right to serve counts from the answer and not from the question.',
    spec: 'FO-15',
    decisions: { leaseFrom: (_askedAtMs, answeredAtMs) => answeredAtMs },
  },
  {
    name: 'lease-not-respected',
    what: 'A primary that nobody confirms goes on to serve.',
    spec: 'FO-15',
    decisions: { isLeaseOver: () => false },
  },
  {
    name: 'uses-votes-too-late',
    what: 'A backup uses a vote although the primary has been heard since it asked.',
    spec: 'FO-12',
    decisions: { isVoteUsable: (_wasAsked, _mayTakeOver, isNewEpoch) => isNewEpoch },
  },
  {
    name: 'keeps-a-dead-witness',
    what: 'A link to the witness is kept although the witness does not answer on it.',
    spec: 'NET-12',
    decisions: { isWitnessLinkDead: () => false },
  },
]
