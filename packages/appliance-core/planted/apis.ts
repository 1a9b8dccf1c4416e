import type { PlantedDefect } from './planted-defect.ts'

export const apiDefects: readonly PlantedDefect[] = [
  {
    name: 'backup-tells-programs',
    what: 'A backup answers reports and gives session keys as if it were the primary.',
    spec: 'FO-06',
    decisions: { isTold: () => true },
  },
  {
    name: 'removed-accounts-stay',
    what: 'The token of an account that was removed goes on to open the APIs.',
    spec: 'API-04',
    decisions: {
      rightsOf: (account) => account ?? { permissions: ['use-command-api', 'use-reporting-api'] },
    },
  },
  {
    name: 'tells-the-role-to-come',
    what: 'A program that asks for the other role is told that it has changed when the sync before that begins.',
    spec: 'API-03',
    decisions: { roleToTell: (stored) => (stored === 'primary' ? 'backup' : 'primary') },
  },
]
