import type { SchemaError } from '@understudy/shared'
import { UsageError } from '../usage/errors.ts'

/** Something in a file that cannot be used: where, what was expected, what is there. */
export type Problem = SchemaError

const shownMax = 20

/** Refuses a file, one line for each problem. */
export function badFile(lines: readonly string[]): UsageError {
  const hidden = lines.length - shownMax
  const shown = lines.slice(0, shownMax)
  return new UsageError([...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join('\n'))
}
