import type { TSchema } from 'typebox'
import Value from 'typebox/value'

/** One thing that a value does not keep of its schema. `path` as in JSON Pointer ("/clients/x"). */
export interface SchemaError {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** What is wrong with the value, first things first; empty = it fits. */
export function schemaErrors(schema: TSchema, value: unknown): readonly SchemaError[] {
  if (Value.Check(schema, value)) return []
  return Value.Errors(schema, value).flatMap((error) => errorsOf(error as SchemaViolation, value))
}

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

/** A short, safe description of a found value. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
