import { timeouts } from '@understudy/shared'
import type { Checker } from './checker.ts'

/** Two in the same role that see each other must both show it (FO-13), here within two probes. */
export const conflictsAreTold: Checker = {
  law: 'conflicts-are-told',
  spec: 'FO-13',
  watch: ({ stage }, tell) => {
    let sinceMs: number | null = null
    return {
      onStatus: (a, b) => {
        const areAlike =
          a.role === b.role &&
          a.role !== 'none' &&
          a.relationship?.link === 'up' &&
          b.relationship?.link === 'up'
        sinceMs = areAlike ? (sinceMs ?? stage.nowMs) : null
        if (sinceMs === null || stage.nowMs - sinceMs < 2 * timeouts.linkProbeMs) return
        for (const { name, role, relationship } of [a, b])
          if (relationship?.conflict !== true)
            tell(`both are ${role} and see each other; ${name} does not show the conflict`)
      },
    }
  },
}
