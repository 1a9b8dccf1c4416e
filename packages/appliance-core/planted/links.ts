import type { PlantedDefect } from './planted-defect.ts'

export const linkDefects: readonly PlantedDefect[] = [
  {
    name: 'keeps-dead-links',
    what: 'A link that brings nothing any more is never given up.',
    spec: 'NET-12',
    decisions: { isLinkDead: () => false },
  },
  {
    name: 'trusts-its-clock',
    what: 'If the clock was set back, a dead link passes for alive for that much longer.',
    spec: 'NET-12',
    decisions: { heardAt: (noted) => noted },
  },
  {
    name: 'hears-the-old-link-on-the-new',
    what: 'A hello on a new link counts as a sign of life of the old one.',
    spec: 'NET-12',
    decisions: { isSignOfLife: () => true },
  },
  {
    name: 'keeps-the-newer-link',
    what: 'Of two links each end keeps the one that came up last there.',
    spec: 'FO-03',
    decisions: { staysUp: () => true },
  },
  {
    name: 'stays-on-the-silent-link',
    what: 'A backup that takes over by itself stays on the silent link, on which neither hears of the conflict.',
    spec: 'FO-13',
    decisions: { leavesSilentLink: () => false },
  },
]
