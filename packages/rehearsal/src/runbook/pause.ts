import type { RunbookError } from './runbook-error.ts'
import type { Step, Window } from './schema.ts'

/** Whether the step is the lab's pause between two windows, which belongs to neither (REH-10). */
export const isBetweenWindows = ({ wait }: Step): boolean => wait === 'between-windows'

/** Whatever follows the pause belongs to the next window. */
export const pauseErrors = (windows: readonly Window[]): readonly RunbookError[] =>
  windows.flatMap(({ steps }, w) =>
    steps.slice(0, -1).flatMap((step, s) =>
      isBetweenWindows(step)
        ? [
            {
              path: `/windows/${w}/steps/${s}/wait`,
              expected: 'between-windows only in the last step of a window',
              found: `${steps.length - 1 - s} more after it`,
            },
          ]
        : [],
    ),
  )
