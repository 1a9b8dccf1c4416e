import type { PlantedDefect } from './planted-defect.ts'

export const accountDefects: readonly PlantedDefect[] = [
  {
    name: 'keeps-box-accounts-with-the-site',
    what: 'The accounts of /appliance are kept with the data of the site, and go where that goes.',
    spec: 'SYN-01',
    decisions: { isOfBox: () => false },
  },
  {
    name: 'forgets-wrong-passwords',
    what: 'An appliance that starts again knows of no wrong passwords: a lockout ends with its process.',
    spec: 'SEC-02',
    decisions: { isFailureKept: () => false },
  },
  {
    name: 'locks-by-the-clock-alone',
    what: 'When the clock is set back, an account stays locked for that much longer.',
    spec: 'SEC-02',
    decisions: { lockEndsAt: (untilMs) => untilMs },
  },
]
