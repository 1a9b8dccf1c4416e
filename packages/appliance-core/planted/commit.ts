import type { PlantedDefect } from './planted-defect.ts'

export const commitDefects: readonly PlantedDefect[] = [
  {
    name: 'acknowledges-before-commit',
    what: 'A session is acknowledged to its customer before the transaction that stores it has committed.',
    spec: 'SYN-06',
    decisions: {
      waitsForCommit: (effect) =>
        effect.kind !== 'send-client' || effect.message.type !== 'session-recorded',
    },
  },
  {
    name: 'tells-role-before-commit',
    what: 'The peer hears of a new role before it is stored.',
    spec: 'FO-14',
    decisions: {
      waitsForCommit: (effect) => effect.kind !== 'send' || !effect.message.type.startsWith('swap'),
    },
  },
  {
    name: 'forgets-sessions-of-a-crash',
    what: 'Sessions that were under way when the process died are recorded nowhere.',
    spec: 'CLI-07',
    decisions: { sessionsToCut: () => [] },
  },
]
