import {
  describe,
  Fault,
  isNetworkOperation,
  nearestWord,
  networkOperationNames,
  networkOperations,
  schemaErrors,
} from '@understudy/shared'
import type { TSchema } from 'typebox'

/** Why that is no command of the network's table, as a sentence, or undefined. */
export function commandObjection(kind: unknown, input: unknown): string | undefined {
  if (typeof kind !== 'string' || !isNetworkOperation(kind)) {
    return unknownWord('an operation of the network', kind, networkOperationNames)
  }
  if (kind === 'add-fault') return faultFormObjection(input)
  return formObjection(kind, networkOperations[kind].input, input)
}

/** Of a union nobody understands the errors: the kind says which fault is meant. */
function faultFormObjection(input: unknown): string | undefined {
  const kind = (input as { kind?: unknown } | null)?.kind
  const kinds = Fault.anyOf.map((variant) => variant.properties.kind.const)
  const variant = Fault.anyOf.find((candidate) => candidate.properties.kind.const === kind)
  if (variant === undefined) return unknownWord('a kind of fault', kind, kinds)
  return formObjection('add-fault', variant, input)
}

function formObjection(kind: string, schema: TSchema, input: unknown): string | undefined {
  const [error] = schemaErrors(schema, input)
  return error && `${kind}${error.path}: expected ${error.expected}, found ${error.found}.`
}

function unknownWord(what: string, found: unknown, known: readonly string[]): string {
  const hint = typeof found === 'string' ? nearestWord(found.slice(0, 100), known) : undefined
  const meant = hint === undefined ? '' : ` Did you mean "${hint}"?`
  return `Expected ${what} (${known.join(', ')}), found ${describe(found)}.${meant}`
}
