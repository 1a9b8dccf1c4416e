import type { Static, TSchema } from 'typebox'
import { checkOf } from './compiled-schema.ts'
import type { SchemaError } from './schema-error.ts'
import { schemaErrors } from './schema-errors.ts'

/** The messages of one direction of a channel, by their `type`, a constant in each schema. */
export type MessageTable = Readonly<Record<string, TSchema>>

export type MessageOf<T extends MessageTable> = { [K in keyof T]: Static<T[K]> }[keyof T]

/** What a received value is: a message of the table, or why it is not one. */
export type ReadMessage<M> =
  | { readonly ok: true; readonly message: M }
  | { readonly ok: false; readonly problem: MessageProblem }

export type MessageProblem =
  | { readonly kind: 'untyped' }
  | { readonly kind: 'unknown'; readonly type: string }
  /** `error` is the first thing wrong; its values come from the sender and may be secret (SEC-01). */
  | { readonly kind: 'misshapen'; readonly type: string; readonly error: SchemaError }

/**
 * Reads received values as messages of a table (SEC-03). Both ends of a channel use the same table. The
 * carrier checks a frame's size, before decoding it.
 */
export function messageReader<T extends MessageTable>(
  table: T,
): (value: unknown) => ReadMessage<MessageOf<T>> {
  const checks = new Map(Object.entries(table).map(([type, schema]) => [type, checkOf(schema)]))
  return (value) => {
    const type = typeOf(value)
    if (type === undefined) return { ok: false, problem: { kind: 'untyped' } }
    const check = checks.get(type)
    const schema = table[type]
    if (check === undefined || schema === undefined)
      return { ok: false, problem: { kind: 'unknown', type } }
    if (check(value)) return { ok: true, message: value as MessageOf<T> }
    const [error = { path: '', expected: 'its schema', found: 'something else' }] = schemaErrors(
      schema,
      value,
    )
    return { ok: false, problem: { kind: 'misshapen', type, error } }
  }
}

function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { type } = value as { readonly type?: unknown }
  return typeof type === 'string' ? type : undefined
}
