import type { PlantedDefect } from './planted-defect.ts'

export const resetDefects: readonly PlantedDefect[] = [
  {
    name: 'keeps-its-name-in-a-reset',
    what: 'An appliance that was reset to factory defaults is the same one, and numbers its records from 1 again.',
    spec: 'SYN-03',
    decisions: { guidAfterReset: (before) => before },
  },
]
