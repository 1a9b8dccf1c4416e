import { nearestWord, valueAt } from '@understudy/shared'
import type { Problem } from './problem.ts'

/** A union complains of each of its branches and of itself at one place: the last word is enough. */
export function mostPrecise(errors: readonly Problem[]): readonly Problem[] {
  const byPath = new Map<string, Problem>()
  for (const error of errors) byPath.set(error.path, error)
  return [...byPath.values()]
}

/** Unknown fields get the nearest field that the schema knows at that place. */
export function withNearestFields(
  schema: object,
  problems: readonly Problem[],
): readonly Problem[] {
  return problems.map((problem) => {
    if (problem.expected !== 'no such field')
      return { ...problem, expected: wordsOf(problem.expected) }
    const keys = problem.path.split('/').slice(1)
    const last = keys.pop() ?? ''
    const fields = valueAt(schema, keys.map((key) => `/properties/${key}`).join('')) as
      | { properties?: object }
      | undefined
    const nearest = nearestWord(last, Object.keys(fields?.properties ?? {}))
    const hint = nearest === undefined ? '' : ` (did you mean "${nearest}"?)`
    return { ...problem, expected: `no field of that name${hint}` }
  })
}

/** The validator's "must be integer" in a sentence that begins with "expected". */
const wordsOf = (message: string): string =>
  message.replace(/^must be /, '').replace(/^must /, 'a value that must ')
