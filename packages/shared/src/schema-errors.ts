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
  return Value.Errors(schema, value).map((error) => {
    const params = error.params as Record<string, unknown>
    const extra = (params['additionalProperties'] as string[] | undefined)?.[0]
    const missing = (params['requiredProperties'] as string[] | undefined)?.[0]
    const name = extra ?? missing
    const path = name === undefined ? error.instancePath : `${error.instancePath}/${name}`
    return {
      path,
      expected:
        extra === undefined ? (missing === undefined ? error.message : 'a value') : 'no such field',
      found: missing === undefined ? describe(valueAt(value, path)) : 'nothing',
    }
  })
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
