import { didYouMean, nearestWord } from '@understudy/shared'
import type { Problem } from './problem.ts'

/** A union reports an error for each of its branches and one for itself at the same place: the last is enough. */
export function mostPrecise(errors: readonly Problem[]): readonly Problem[] {
  const byPath = new Map<string, Problem>()
  for (const error of errors) byPath.set(error.path, error)
  return [...byPath.values()]
}

/** For unknown fields, adds the nearest field the schema has at that place. */
export function withNearestFields(
  schema: object,
  problems: readonly Problem[],
): readonly Problem[] {
  return problems.map((problem) => {
    if (problem.expected !== 'no such field')
      return { ...problem, expected: wordsOf(problem.expected) }
    const keys = problem.path.split('/').slice(1)
    const last = keys.pop() ?? ''
    const nearest = nearestWord(last, fieldsAt([schema], keys))
    // The field itself may exist in another branch of a union.
    const hint = nearest === last ? '' : didYouMean('brackets', nearest)
    return { ...problem, expected: `no field of that name${hint}` }
  })
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

/** The names of all fields possible at that place; for a union, those of each branch. */
function fieldsAt(shapes: readonly Shape[], [key, ...rest]: readonly string[]): readonly string[] {
  const branches = shapes.flatMap((shape) => shape.anyOf ?? [shape])
  if (key === undefined)
    return [...new Set(branches.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  const within = branches.flatMap(({ properties = {}, items }) =>
    items !== undefined ? [items] : Object.hasOwn(properties, key) ? [properties[key] ?? {}] : [],
  )
  return fieldsAt(within, rest)
}

/** The validator's "must be integer" in a form that follows "expected". */
const wordsOf = (message: string): string =>
  message.replace(/^must be /, '').replace(/^must /, 'a value that must ')
