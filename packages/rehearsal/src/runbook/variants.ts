import { nearestWord } from '@understudy/shared'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import type { Runbook, Step } from './schema.ts'

/** The runbook as somebody has chosen it, or why there is no such variant, in a sentence. */
export type Varied =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly reason: string }

/**
 * The runbook in these of its variants (REH-01): with the steps that are only for them, and with every update done as one of
 * them says. What is for other variants is left out, and the title says which were chosen.
 */
export function inVariants(runbook: Runbook, chosen: readonly string[]): Varied {
  const { variants = [], ...rest } = runbook
  const ids = variants.map(({ id }) => id)
  const unknown = chosen.find((id) => !ids.includes(id))
  if (unknown !== undefined) return { ok: false, reason: reasonFor(runbook.runbook, unknown, ids) }
  if (variants.length === 0) return { ok: true, runbook }
  const taken = variants.filter(({ id }) => chosen.includes(id))
  const by = taken.find((variant) => variant.by !== undefined)?.by
  const vary = (steps: readonly Step[]): Step[] =>
    steps
      .filter(({ when }) => when?.variant === undefined || chosen.includes(when.variant))
      .map((step) => withBy(withoutVariant(step), by))
  const windows = runbook.windows.map((window) => ({ ...window, steps: vary(window.steps) }))
  const ways = runbook.backOut?.map((way) =>
    way.steps === undefined ? way : { ...way, steps: vary(way.steps) },
  )
  const title = [runbook.title, ...taken.map((variant) => variant.title)].join('; ')
  return {
    ok: true,
    runbook: { ...rest, title, windows, ...(ways === undefined ? {} : { backOut: ways }) },
  }
}

function reasonFor(runbook: string, unknown: string, ids: readonly string[]): string {
  if (ids.length === 0) return `${runbook} has no variants`
  const nearest = nearestWord(unknown, ids)
  const near = nearest === undefined ? '' : ` (did you mean "${nearest}"?)`
  return `${runbook} has no variant ${unknown}; it has ${ids.join(', ')}${near}`
}

function withoutVariant(step: Step): Step {
  if (step.when?.variant === undefined) return step
  const { when, ...bare } = step
  const { variant: _, ...others } = when
  return Object.keys(others).length === 0 ? bare : { ...bare, when: others }
}

const withBy = (step: Step, by: Step['by']): Step =>
  by === undefined || step.update === undefined ? step : { ...step, by }

/** A step is for a variant that the runbook has, and each has an id of its own. */
export function variantErrors({
  variants = [],
  windows,
  backOut = [],
}: Runbook): readonly RunbookError[] {
  const ids = variants.map(({ id }) => id)
  const lists = [
    ...windows.map(({ steps }, w) => ({ steps, at: `/windows/${w}` })),
    ...backOut.map(({ steps = [] }, b) => ({ steps, at: `/backOut/${b}` })),
  ]
  const unknown = lists.flatMap(({ steps, at }) =>
    steps.flatMap(({ when }, s) => {
      const id = when?.variant
      if (id === undefined || ids.includes(id)) return []
      const expected = expectedOneOf('the id of a variant of this runbook', id, ids)
      return [{ path: `${at}/steps/${s}/when/variant`, expected, found: `"${id}"` }]
    }),
  )
  const repeated = ids.flatMap((id, i) =>
    ids.indexOf(id) === i
      ? []
      : [{ path: `/variants/${i}/id`, expected: 'an id of its own', found: `"${id}", again` }],
  )
  return [...repeated, ...unknown]
}
