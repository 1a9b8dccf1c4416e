import type { PlantedDefect } from './planted-defect.ts'

export const updateServerDefects: readonly PlantedDefect[] = [
  {
    name: 'update-server-forgets-downloads',
    what: 'After a start the update server offers what was saved by hand before.',
    spec: 'UPD-04',
    decisions: { downloadedBefore: () => [] },
  },
]
