import { placeholderNames, placeholdersIn } from './placeholders.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'

/** The placeholders in a value that nothing fills in. */
export function unknownPlaceholders(value: unknown, path: string): readonly RunbookError[] {
  return placeholdersIn(value, path)
    .filter(({ name }) => !placeholderNames.some((known) => known === name))
    .map(({ path: at, name }) => ({
      path: at,
      expected: expectedOneOf('a placeholder that is known', name, placeholderNames),
      found: `"\${${name}}"`,
    }))
}
