import { describe } from '@understudy/shared'
import type { Cast } from './cast.ts'
import type { FieldKind } from './field-kind.ts'
import { unknownPlaceholders } from './placeholder-check.ts'
import { fillIn } from './placeholders.ts'
import { expectedOneOf, type RunbookError } from './runbook-error.ts'
import type { Check } from './schema.ts'
import { fieldsOf } from './status-fields.ts'

/** What is wrong with a check: a field the status does not have, or a value it can never have. */
export function checkErrors(check: Check, path: string, cast: Cast): readonly RunbookError[] {
  const fields = fieldsOf(check.of, cast.appliances)
  const kind = Object.hasOwn(fields, check.that) ? fields[check.that] : undefined
  if (kind === undefined) {
    const whose = check.of === 'network' ? "the network's" : "an appliance's"
    const expected = expectedOneOf(`a field of ${whose} status`, check.that, Object.keys(fields))
    return [{ path: `${path}/that`, expected, found: describe(check.that) }]
  }
  const unknown = unknownPlaceholders(check.is, `${path}/is`, cast.samples)
  if (unknown.length > 0) return unknown
  const value = fillIn(check.is, cast.samples)
  if (value === null || fits(kind, value)) return []
  return [
    {
      path: `${path}/is`,
      expected: expectationOf(check.that, kind, value),
      found: describe(check.is),
    },
  ]
}

function fits(kind: FieldKind, value: unknown): boolean {
  if (kind === 'object') return false
  if (kind === 'text') return typeof value === 'string'
  if (typeof kind === 'string') return typeof value === kind
  return kind.includes(String(value))
}

function expectationOf(field: string, kind: FieldKind, value: unknown): string {
  if (kind === 'object') return `null, or a field within ${field}`
  if (typeof kind === 'string') return `a ${kind}, as ${field} has`
  return expectedOneOf(`one of ${kind.join(', ')}`, String(value), kind)
}
