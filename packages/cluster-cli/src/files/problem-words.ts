import { didYouMean, nearestWord } from '@understudy/shared'
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
    const nearest = nearestWord(last, fieldsAt([schema], keys))
    // Another branch of a union may well have that very field.
    const hint = nearest === last ? '' : didYouMean('brackets', nearest)
    return { ...problem, expected: `no field of that name${hint}` }
  })
}

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

/** The names of all fields that there can be at that place; of a union those of each branch. */
function fieldsAt(shapes: readonly Shape[], [key, ...rest]: readonly string[]): readonly string[] {
  const branches = shapes.flatMap((shape) => shape.anyOf ?? [shape])
  if (key === undefined)
    return [...new Set(branches.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  const within = branches.flatMap(({ properties = {}, items }) =>
    items !== undefined ? [items] : Object.hasOwn(properties, key) ? [properties[key] ?? {}] : [],
  )
  return fieldsAt(within, rest)
}

/** The validator's "must be integer" in a sentence that begins with "expected". */
const wordsOf = (message: string): string =>
  message.replace(/^must be /, '').replace(/^must /, 'a value that must ')
