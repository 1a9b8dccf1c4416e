import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { describe, type SchemaError } from './schema-error.ts'
import { taggedUnionsIn } from './tagged-unions.ts'

export { describe, type SchemaError } from './schema-error.ts'

/** What is wrong with the value, first things first; empty = it fits. */
export function schemaErrors(schema: TSchema, value: unknown): readonly SchemaError[] {
  if (Value.Check(schema, value)) return []
  const unions = taggedUnionsIn(schema, value)
  const elsewhere = Value.Errors(schema, value)
    .map((error) => error as SchemaViolation)
    .filter(({ instancePath }) => !unions.some(({ path }) => isWithin(instancePath, path)))
  return [
    ...elsewhere.flatMap((error) => errorsOf(error, value)),
    // A union complains of each of its branches: only the one that is meant shall.
    ...unions.flatMap(({ path, branch, problem }) =>
      branch === null
        ? [problem]
        : schemaErrors(branch, valueAt(value, path)).map((error) => ({
            ...error,
            path: `${path}${error.path}`,
          })),
    ),
  ]
}

const isWithin = (path: string, outer: string): boolean => `${path}/`.startsWith(`${outer}/`)

interface SchemaViolation {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: {
    readonly additionalProperties?: readonly string[]
    readonly requiredProperties?: readonly string[]
  }
}

function errorsOf(error: SchemaViolation, value: unknown): readonly SchemaError[] {
  const { keyword, instancePath, params } = error
  // The false schema behind `additionalProperties: false` reports each extra field a second time.
  if (keyword === 'boolean') return []
  if (keyword === 'additionalProperties')
    return (params.additionalProperties ?? []).map((name) =>
      errorAt(value, `${instancePath}/${name}`, 'no such field'),
    )
  if (keyword === 'required')
    return (params.requiredProperties ?? []).map((name) =>
      errorAt(value, `${instancePath}/${name}`, 'a value'),
    )
  return [errorAt(value, instancePath, error.message.replace(/^must (be|have|match) /, ''))]
}

function errorAt(value: unknown, path: string, expected: string): SchemaError {
  return { path, expected, found: describe(valueAt(value, path)) }
}

export function valueAt(value: unknown, path: string): unknown {
  let at = value
  for (const key of path.split('/').slice(1))
    at = (at as Record<string, unknown> | undefined)?.[key]
  return at
}
