import { parseJson, readToHub, type ToHub, toHubMessages } from '@understudy/shared'

export type ParsedLine =
  | { readonly ok: true; readonly message: ToHub }
  /** Names the field, never its value: that may be a token. */
  | { readonly ok: false; readonly expected: string }

/** What a participant said, checked. */
export function parseLine(line: string): ParsedLine {
  const value = parseJson(line)
  if (value === undefined) return { ok: false, expected: 'a line of JSON' }
  const read = readToHub(value)
  if (read.ok) return read
  const { problem } = read
  if (problem.kind !== 'misshapen')
    return { ok: false, expected: `a message of type ${Object.keys(toHubMessages).join(', ')}` }
  const { type, error } = problem
  return { ok: false, expected: `${type}${error.path}: ${error.expected}` }
}
