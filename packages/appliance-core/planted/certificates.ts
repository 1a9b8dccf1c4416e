import type { PlantedDefect } from './planted-defect.ts'

export const certificateDefects: readonly PlantedDefect[] = [
  {
    name: 'shows-its-first-certificate-after-a-start',
    what: 'An appliance that starts again shows the certificate that it came with, whatever was assigned.',
    spec: 'CRT-01',
    decisions: { isServedAfterStart: () => false },
  },
]
