/** One point where a value breaks its schema. `path` is a JSON Pointer ("/clients/x"). */
export interface SchemaError {
  readonly path: string
  readonly expected: string
  readonly found: string
}

/** A short, safe description of a found value, whatever it is. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = jsonOf(value) ?? (Array.isArray(value) ? 'a list' : typeof value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** Undefined for what JSON cannot write: a function, an object that contains itself, one nested too deep. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
