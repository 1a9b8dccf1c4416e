import type { PlantedDefect } from './planted-defect.ts'

export const updateDefects: readonly PlantedDefect[] = [
  {
    name: 'half-an-update',
    what: 'An installation that was interrupted leaves the new version.',
    spec: 'UPD-09',
    decisions: { softwareAfter: (old, change) => ({ ...old, ...change }) },
  },
  {
    name: 'maintenance-for-ever',
    what: 'An installation that was interrupted counts as under way for ever.',
    spec: 'UPD-09',
    decisions: { abandonsAtStart: () => false },
  },
]
