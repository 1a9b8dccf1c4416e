import { type Placeholders, placeholdersIn } from './placeholders.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'

/** The placeholders in a value that have no known value. */
export function unknownPlaceholders(
  value: unknown,
  path: string,
  samples: Placeholders,
): readonly RunbookError[] {
  const known = Object.keys(samples)
  return placeholdersIn(value, path)
    .filter(({ name }) => !known.includes(name))
    .map(({ path: at, name }) => ({
      path: at,
      expected: expectedOneOf('a placeholder that is known', name, known),
      found: `"\${${name}}"`,
    }))
}
