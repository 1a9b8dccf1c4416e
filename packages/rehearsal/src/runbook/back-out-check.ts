import { describe } from '@understudy/shared'
import { isBetweenWindows } from './pause.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import type { BackOut } from './schema.ts'

/** A way back begins after a step that is played, and says either what is done or why there is none. */
export const backOutErrors = (
  ways: readonly BackOut[],
  ids: readonly string[],
): readonly RunbookError[] =>
  ways.flatMap(({ after, steps, none }, b) => {
    const path = `/backOut/${b}`
    const unknown = [after].flat().filter((id) => !ids.includes(id))
    const both = steps !== undefined && none !== undefined
    return [
      ...unknown.map((id) => ({
        path: `${path}/after`,
        expected: expectedOneOf('the id of a step of a window', id, ids),
        found: describe(id),
      })),
      ...(both || (steps === undefined && none === undefined)
        ? [{ path, expected: 'either steps or none', found: both ? 'both' : 'neither' }]
        : []),
      ...(steps ?? []).flatMap((step, s) =>
        isBetweenWindows(step)
          ? [{ path: `${path}/steps/${s}/wait`, expected: 'a duration', found: 'between-windows' }]
          : [],
      ),
    ]
  })
