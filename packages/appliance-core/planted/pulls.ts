import type { PlantedDefect } from './planted-defect.ts'

export const pullDefects: readonly PlantedDefect[] = [
  {
    name: 'stores-sessions-twice',
    what: 'An Integration Client stores a session that it is given again a second time.',
    spec: 'IC-01',
    decisions: { isNewToDatabase: () => true },
  },
  {
    name: 'moves-on-before-rows',
    what: 'An Integration Client stores where to go on before the rows that it stands for.',
    spec: 'IC-01',
    decisions: { movesOnBeforeRows: () => true },
  },
  {
    name: 'goes-on-at-another-appliance',
    what: 'An Integration Client goes on where it was although another appliance answers than last time.',
    spec: 'IC-01',
    decisions: { isReadAnew: () => false },
  },
]
