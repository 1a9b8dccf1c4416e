import { schemaErrors } from '@understudy/shared'
import type { TSchema } from 'typebox'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import { Runbook } from './schema.ts'

/** What the schema refuses, one error per place, in the words of the schema's descriptions. */
export function schemaErrorsOf(value: unknown): readonly RunbookError[] {
  const byPath = new Map<string, RunbookError>()
  // A union reports an error for each of its branches: the first stands for all.
  for (const error of schemaErrors(Runbook, value))
    if (!byPath.has(error.path)) byPath.set(error.path, inWords(error))
  return [...byPath.values()]
}

function inWords(error: RunbookError): RunbookError {
  const keys = error.path.split('/').slice(1)
  if (error.expected === 'no such field') {
    const name = keys.pop() ?? ''
    const fields = Object.keys(propertiesOf(schemaAt(keys)) ?? {})
    return { ...error, expected: expectedOneOf('a known field', name, fields), found: `"${name}"` }
  }
  const { description } = (schemaAt(keys) ?? {}) as { description?: string }
  return { ...error, expected: description ?? error.expected }
}

/** The part of the schema for that place; undefined if it has none. */
function schemaAt(keys: readonly string[]): TSchema | undefined {
  let at: TSchema | undefined = Runbook
  for (const key of keys) {
    if (at === undefined) return undefined
    at = (at as { items?: TSchema }).items ?? propertiesOf(at)?.[key]
  }
  return at
}

const propertiesOf = (schema: TSchema | undefined) =>
  (schema as { properties?: Readonly<Record<string, TSchema>> } | undefined)?.properties
