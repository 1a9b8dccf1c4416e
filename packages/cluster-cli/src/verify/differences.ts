import type { LabEvent } from '@understudy/shared'
import { recount } from './recount.ts'

/** One figure that differs between report.json and the events. */
export interface Difference {
  readonly figure: string
  /** What the events say. */
  readonly expected: string
  /** What the report says. */
  readonly found: string
}

export interface Verified {
  /** How many figures were compared. */
  readonly figures: number
  readonly differences: readonly Difference[]
}

/** Compares what report.json says with what its events say. */
export function verify(report: unknown, events: readonly LabEvent[]): Verified {
  const figures = Object.entries(recount(events))
  const differences = figures.flatMap(([figure, value]): Difference[] => {
    const [expected, found] = [textOf(value), textOf(valueAt(report, figure.split('.')))]
    return expected === found ? [] : [{ figure, expected, found }]
  })
  return { figures: figures.length, differences }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [field, ...rest] = path
  if (field === undefined) return value
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return undefined
  return valueAt((value as Record<string, unknown>)[field], rest)
}

/** Lists are compared by their members, in any order. */
function textOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
}
