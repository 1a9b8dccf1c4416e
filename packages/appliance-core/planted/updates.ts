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
  {
    name: 'forgives-a-restart',
    what: 'A Base that had stalled is taken for interrupted after a restart, as if the old one were whole.',
    spec: 'UPD-07',
    decisions: { isBroken: () => false },
  },
  {
    name: 'skips-versions',
    what: 'A package is installed although it needs another one first.',
    spec: 'UPD-02',
    decisions: { isGreyed: (why) => why !== 'requirement-not-met' },
  },
  {
    name: 'goes-back',
    what: 'A package that is older than what is installed can be installed.',
    spec: 'UPD-10',
    decisions: { isGreyed: (why) => why !== 'no-downgrade' },
  },
  {
    name: 'takes-the-package-of-another',
    what: 'A package that was built for the other box is taken.',
    spec: 'UPD-05',
    decisions: { isBuiltFor: () => true },
  },
  {
    name: 'ignores-the-full-disk',
    what: 'An installation goes on although its package could not be unpacked.',
    spec: 'UPD-09',
    decisions: { isUnpacked: () => true },
  },
]
