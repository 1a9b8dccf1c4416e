/** One thing that a value does not keep of its schema. `path` as in JSON Pointer ("/clients/x"). */
export interface SchemaError {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** A short, safe description of a found value. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
