import { nearestWord } from '@understudy/shared'
import type { BackOut, Runbook } from './schema.ts'

/** The window of a rehearsal in which one goes back; the report knows it by this id (REH-05). */
const backOutWindow = 'back-out'

/** The same rehearsal up to that step, and then the way back; or why there is none, in a sentence. */
export type BackedOut =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly reason: string }

/**
 * What is played if somebody decides after that step to go back (REH-01, REH-05). `runbook`: as planned for its lab. The
 * back-out that counts is the last one whose `after` has been played by then.
 */
export function backedOut(runbook: Runbook, step: string): BackedOut {
  const steps = stepIds(runbook)
  const end = steps.indexOf(step)
  const { backOut: ways = [], ...onwards } = runbook
  if (end === -1)
    return refused(`there is no step ${step}${near(step, steps) ?? beginnings(ways, steps)}`)
  if (ways.length === 0) return refused(`${runbook.runbook} has no backOut`)
  const way = ways
    .map((one) => ({ one, from: beginOf(one, steps) }))
    .filter(({ from }) => from !== -1 && from <= end)
    .toSorted((one, other) => one.from - other.from)
    .at(-1)?.one
  if (way === undefined) return refused(`after ${step} nothing has to be taken back yet`)
  if (way.steps === undefined)
    return refused(`after ${step} there is no way back: ${way.none ?? way.title}`)
  const back = { id: backOutWindow, title: way.title, steps: way.steps }
  return { ok: true, runbook: { ...onwards, windows: [...upTo(runbook, step), back] } }
}

const refused = (reason: string): BackedOut => ({ ok: false, reason })

const stepIds = ({ windows }: Runbook): readonly string[] =>
  windows.flatMap(({ steps }) => steps.map(({ id }) => id))

/** Of several alternatives a lab plays one: that is where it begins. */
function beginOf({ after }: BackOut, steps: readonly string[]): number {
  const begins = [after].flat().map((id) => steps.indexOf(id))
  return begins.filter((at) => at !== -1).toSorted((one, other) => one - other)[0] ?? -1
}

function upTo({ windows }: Runbook, step: string): Runbook['windows'] {
  const last = windows.findIndex(({ steps }) => steps.some(({ id }) => id === step))
  return windows.slice(0, last + 1).map((window) => {
    const end = window.steps.findIndex(({ id }) => id === step)
    return end === -1 ? window : { ...window, steps: window.steps.slice(0, end + 1) }
  })
}

function near(step: string, steps: readonly string[]): string | undefined {
  const nearest = nearestWord(step, steps)
  return nearest === undefined ? undefined : ` (did you mean "${nearest}"?)`
}

/** Where the ways back begin that lead somewhere. */
function beginnings(ways: readonly BackOut[], steps: readonly string[]): string {
  const begins = ways.flatMap((way) => {
    const from = way.steps === undefined ? undefined : steps[beginOf(way, steps)]
    return from === undefined ? [] : [from]
  })
  return begins.length === 0 ? '' : `; there are ways back from ${begins.join(', ')} on`
}
