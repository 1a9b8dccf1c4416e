import type { PlantedDefect } from './planted-defect.ts'

export const backupDefects: readonly PlantedDefect[] = [
  {
    name: 'keeps-settings-in-a-restore',
    what: 'A restore leaves settings behind that the backup does not have.',
    spec: 'BAK-01',
    decisions: { isLeftOut: () => false },
  },
]
