import type { PlantedDefect } from './planted-defect.ts'

export const epochDefects: readonly PlantedDefect[] = [
  {
    name: 'believes-older-epochs',
    what: 'What a peer of an older epoch says is believed and done.',
    spec: 'FO-14',
    decisions: { isOlderEpoch: () => false },
  },
  {
    name: 'does-not-learn-epochs',
    what: 'A higher epoch of the peer is not recorded here.',
    spec: 'FO-14',
    decisions: { isNewEpoch: () => false },
  },
  {
    name: 'shares-epochs-when-apart',
    what: 'An appliance that cannot ask its peer takes the next epoch, which the peer may take as well.',
    spec: 'FO-14',
    decisions: { epochWithoutPeer: (ours) => ours + 1 },
  },
  {
    name: 'gives-its-own-epoch-away',
    what: 'A backup that is asked for the role gives away an epoch that was used before.',
    spec: 'FO-14',
    decisions: { epochToGive: (ours, theirs) => Math.max(ours, theirs) },
  },
  {
    name: 'establishes-at-its-own-epoch',
    what: 'Who establishes a relationship does not look at the epoch of the other one.',
    spec: 'FO-14',
    decisions: { epochOfPair: (ours) => ours + 1 },
  },
]
