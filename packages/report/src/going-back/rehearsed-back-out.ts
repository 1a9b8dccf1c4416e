import type { Report } from '../schema.ts'

/** The window of a rehearsal in which one goes back. */
const backOutWindow = 'back-out'

/** How long the way back took, and what it cost (REH-05); null = none was rehearsed. */
export function rehearsedBackOut(
  windows: Report['windows'],
  steps: Report['steps'],
): Report['backOut'] {
  const back = windows.find(({ id }) => id === backOutWindow)
  if (back === undefined) return null
  const own = steps.filter(({ window }) => window === backOutWindow)
  const first = steps.findIndex(({ window }) => window === backOutWindow)
  return {
    after: first <= 0 ? '' : (steps[first - 1]?.id ?? ''),
    title: back.name,
    durationMs: back.endedAtMs - back.startedAtMs,
    byHandMs: back.byHandMs,
    downtimeMs: back.downtimeMs,
    completed: own.length > 0 && own.every(({ outcome }) => outcome === 'passed'),
  }
}
