import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { fitsSchema } from './compiled-schema.ts'
import { didYouMean, nearestWord } from './did-you-mean.ts'
import { type SchemaViolation, withLiteralUnionsAsEnums } from './literal-unions.ts'
import { describe, type SchemaError } from './schema-error.ts'
import { taggedUnionsIn } from './tagged-unions.ts'

export { describe, type SchemaError } from './schema-error.ts'

/** What is wrong with the value; empty = it fits. */
export function schemaErrors(schema: TSchema, value: unknown): readonly SchemaError[] {
  if (fitsSchema(schema, value)) return []
  const unions = taggedUnionsIn(schema, value)
  const violations = Value.Errors(schema, value) as readonly SchemaViolation[]
  const elsewhere = withLiteralUnionsAsEnums(violations).filter(
    ({ instancePath }) => !unions.some(({ path }) => isWithin(instancePath, path)),
  )
  return [
    ...elsewhere.flatMap((error) => errorsOf(schema, error, value)),
    // The validator reports every branch of a union: keep only the one that was meant.
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

function errorsOf(schema: TSchema, error: SchemaViolation, value: unknown): readonly SchemaError[] {
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
  if (keyword === 'enum')
    return [errorAt(value, instancePath, oneOf(params.allowedValues ?? [], value, instancePath))]
  const described = keyword === 'pattern' ? descriptionAt(schema, error.schemaPath) : undefined
  if (described !== undefined) return [errorAt(value, instancePath, described)]
  return [errorAt(value, instancePath, error.message.replace(/^must (be|have|match) /, ''))]
}

/** The schema's own description at that place: it tells people more than its pattern. */
function descriptionAt(schema: TSchema, schemaPath: string): string | undefined {
  let at: unknown = schema
  for (const key of schemaPath.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[key]
  }
  const description = (at as { readonly description?: unknown } | undefined)?.description
  return typeof description === 'string' ? description : undefined
}

function oneOf(allowed: readonly unknown[], value: unknown, path: string): string {
  const words = allowed.map(String)
  const found = valueAt(value, path)
  const nearest = typeof found === 'string' ? nearestWord(found.slice(0, 100), words) : undefined
  const hint = didYouMean('brackets', nearest)
  return `one of ${words.join(', ')}${hint}`
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
