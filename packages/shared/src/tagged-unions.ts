import type { TSchema } from 'typebox'
import { didYouMean, nearestWord } from './did-you-mean.ts'
import { describe, type SchemaError } from './schema-error.ts'

/** A place in a value where the schema has a union of objects, told apart by a constant field. */
export interface TaggedUnion {
  /** JSON Pointer. */
  readonly path: string
  /** The branch that the value's tag names; null = none, and `problem` says so. */
  readonly branch: TSchema | null
  readonly problem: SchemaError
}

interface Shape {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly anyOf?: readonly TSchema[]
  readonly const?: unknown
}

/** The outermost tagged unions that the value has data for. */
export function taggedUnionsIn(schema: TSchema, value: unknown, path = ''): readonly TaggedUnion[] {
  const { properties, items, anyOf } = schema as Shape
  if (anyOf !== undefined) {
    const tag = tagOf(anyOf)
    return tag === undefined ? [] : [chosen(anyOf, tag, value, path)]
  }
  if (Array.isArray(value) && items !== undefined)
    return value.flatMap((item, i) => taggedUnionsIn(items, item, `${path}/${i}`))
  if (typeof value !== 'object' || value === null || properties === undefined) return []
  return Object.entries(properties).flatMap(([name, field]) =>
    Object.hasOwn(value, name)
      ? taggedUnionsIn(field, (value as Readonly<Record<string, unknown>>)[name], `${path}/${name}`)
      : [],
  )
}

/** The field that is a constant in every branch. */
function tagOf(branches: readonly TSchema[]): string | undefined {
  const [first] = branches as readonly Shape[]
  return Object.keys(first?.properties ?? {}).find((name) =>
    branches.every((branch) => constantOf(branch, name) !== undefined),
  )
}

const constantOf = (branch: TSchema, name: string): unknown =>
  ((branch as Shape).properties?.[name] as Shape | undefined)?.const

function chosen(
  branches: readonly TSchema[],
  tag: string,
  value: unknown,
  path: string,
): TaggedUnion {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { path, branch: null, problem: { path, expected: 'object', found: describe(value) } }
  const word = (value as Readonly<Record<string, unknown>>)[tag]
  const branch = branches.find((one) => constantOf(one, tag) === word)
  const words = branches.map((one) => String(constantOf(one, tag)))
  const nearest = typeof word === 'string' ? nearestWord(word, words) : undefined
  const hint = didYouMean('brackets', nearest)
  const expected = `one of ${words.join(', ')}${hint}`
  const problem = { path: `${path}/${tag}`, expected, found: describe(word) }
  return { path, branch: branch ?? null, problem }
}
