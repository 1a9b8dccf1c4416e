import type { PlantedDefect } from './planted-defect.ts'

export const witnessDefects: readonly PlantedDefect[] = [
  {
    name: 'witness-votes-twice',
    what: 'The witness gives an epoch although it has given it, or a higher one, already.',
    spec: 'FO-14',
    decisions: { isEpochFree: () => true },
  },
  {
    name: 'witness-does-not-wait',
    what: 'The witness votes although it has just heard the primary.',
    spec: 'FO-12',
    decisions: { isHolderGone: () => true },
  },
  {
    name: 'witness-confirms-everybody',
    what: 'The witness confirms a primary that was replaced.',
    spec: 'FO-15',
    decisions: { isHolder: () => true },
  },
  {
    name: 'witness-forgets-with-its-process',
    what: 'After a start the witness takes everybody for long silent.',
    spec: 'FO-12',
    decisions: { heardSince: (heardAtMs) => heardAtMs ?? 0 },
  },
]
