import type { PlantedDefect } from './planted-defect.ts'

export const relationshipDefects: readonly PlantedDefect[] = [
  {
    name: 'replaces-newer-data-unasked',
    what: 'A relationship is established although the backup would lose more records than was announced.',
    spec: 'FO-03',
    decisions: { isMoreThanAnnounced: () => false },
  },
  {
    name: 'greets-another-relationship',
    what: 'A hello for a relationship that is over here is accepted.',
    spec: 'FO-09',
    decisions: { isAnotherRelationship: () => false },
  },
  {
    name: 'stays-in-a-broken-relationship',
    what: 'A peer that says that it knows no relationship is taken for one that is busy.',
    spec: 'FO-09',
    decisions: { isForgotten: () => false },
  },
  {
    name: 'believes-old-news',
    what: 'That the peer knows no relationship is believed although it has said otherwise since.',
    spec: 'FO-09',
    decisions: { isForgettingOldNews: () => false },
  },
  {
    name: 'waits-for-the-lost-acknowledgement',
    what: 'A backup that died after storing its role, and says hello, is not taken for established.',
    spec: 'FO-03',
    decisions: { helloAcknowledges: () => false },
  },
  {
    name: 'hides-role-conflicts',
    what: 'Two in one role do not show it.',
    spec: 'FO-13',
    decisions: { isRoleConflict: () => false },
  },
  {
    name: 'swaps-without-the-sync',
    what: 'A backup is ready for the role before the sync that was asked for.',
    spec: 'FO-10',
    decisions: { preparesBy: () => 'waiting-for-take' },
  },
]
