import { backOutErrors } from './back-out-check.ts'
import { type Cast, castOf } from './cast.ts'
import { fileErrors } from './file-check.ts'
import { pauseErrors } from './pause.ts'
import type { RunbookError } from './runbook-error.ts'
import type { Check, Runbook, Step } from './schema.ts'
import { schemaErrorsOf } from './schema-check.ts'
import { checkErrors } from './status-check.ts'
import { stepErrors } from './step-check.ts'
import { variantErrors } from './variants.ts'

/**
 * Everything that is wrong with a runbook (REH-01): first what its schema says and, if that is satisfied, what only the
 * operations table and an appliance's status can tell. Empty = it can be played.
 */
export function checkRunbook(value: unknown): readonly RunbookError[] {
  const errors = schemaErrorsOf(value)
  if (errors.length > 0) return errors
  const runbook = value as Runbook
  const { preflight = [], windows, backOut = [] } = runbook
  const cast = castOf(runbook)
  const played = windows.flatMap((window, w) =>
    window.steps.map((step, s) => ({ step, path: `/windows/${w}/steps/${s}` })),
  )
  const back = backOut.flatMap(({ steps: way = [] }, b) =>
    way.map((step, s) => ({ step, path: `/backOut/${b}/steps/${s}` })),
  )
  const steps = [...played, ...back]
  return [
    ...checksErrors(preflight, '/preflight', cast),
    ...repeatedIds(windows.map(({ id }, w) => ({ id, path: `/windows/${w}` }))),
    ...repeatedIds(steps.map(({ step: { id }, path }) => ({ id, path }))),
    ...pauseErrors(windows),
    ...variantErrors(runbook),
    ...backOutErrors(
      backOut,
      played.map(({ step }) => step.id),
    ),
    ...fileErrors(steps),
    ...steps.flatMap(({ step, path }) => [
      ...stepErrors(step, path, cast),
      ...checksOf(step, path, cast),
    ]),
  ]
}

const checksOf = (step: Step, path: string, cast: Cast): readonly RunbookError[] => [
  ...checksErrors(step.until ?? [], `${path}/until`, cast),
  ...checksErrors(step.check ?? [], `${path}/check`, cast),
]

const checksErrors = (
  checks: readonly Check[],
  path: string,
  cast: Cast,
): readonly RunbookError[] => checks.flatMap((check, i) => checkErrors(check, `${path}/${i}`, cast))

function repeatedIds(
  all: readonly { readonly id: string; readonly path: string }[],
): readonly RunbookError[] {
  return all.flatMap(({ id, path }, i) => {
    const earlier = all.slice(0, i).find((other) => other.id === id)
    if (earlier === undefined) return []
    const found = `"${id}", as ${earlier.path.slice(1)}`
    return [{ path: `${path}/id`, expected: 'an id of its own', found }]
  })
}
