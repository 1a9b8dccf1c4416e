import type { PlantedDefect } from './planted-defect.ts'

export const backupDefects: readonly PlantedDefect[] = [
  {
    name: 'keeps-settings-in-a-restore',
    what: 'A restore leaves settings behind that the backup does not have.',
    spec: 'BAK-01',
    decisions: { isLeftOut: () => false },
  },
  {
    name: 'keeps-values-in-a-restore',
    what: 'A restore leaves settings that are here as they are, whatever the backup says.',
    spec: 'BAK-01',
    decisions: { isReplaced: (value) => value === undefined },
  },
]
