import type { Static, TSchema } from 'typebox'
import { nearestWord } from '../did-you-mean.ts'
import { type Refusal, refusal } from '../refusals.ts'
import { describe } from '../schema-error.ts'
import { schemaErrors } from '../schema-errors.ts'

/**
 * Something that can be asked of a part of the lab: an appliance, the network, the clients. All have this
 * form (DESIGN 3); types, checks, help, REST routes, OpenAPI and the runbooks' vocabulary come from it.
 */
export interface Operation {
  /** One line for help, OpenAPI and pages. */
  readonly title: string
  /** `read` changes nothing and is answered in any state. */
  readonly kind: 'read' | 'change'
  readonly input: TSchema
  /** What it answers when it was not refused. */
  readonly output: TSchema
  /** Fields of the input that must never be shown or logged (SEC-01). */
  readonly secret?: readonly string[]
  /** `gives`: its answer's `file` can be fetched then; `takes`: its input's `file` must have been handed over before.
   * `package`: a file of an update, which may come along and is answered for as it comes in. */
  readonly file?: 'gives' | 'takes' | 'package'
}

export type OperationTable = Readonly<Record<string, Operation>>

/** Schemas give types that can be changed; this one is for a value that its receiver only reads. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

/** What the operations of a table take. The input is a field of its own because a fault has a `kind` too. */
export type CommandOf<T extends OperationTable> = {
  [K in keyof T & string]: { readonly kind: K; readonly input: Frozen<Static<T[K]['input']>> }
}[keyof T & string]

/** Why a command is refused: not in the table, or its input does not fit; null = it is fine. */
export function commandRefusal(
  table: OperationTable,
  kind: unknown,
  input: unknown,
): Refusal | null {
  const operation = typeof kind === 'string' && Object.hasOwn(table, kind) ? table[kind] : undefined
  if (operation === undefined) {
    const word = typeof kind === 'string' ? kind.slice(0, 100) : describe(kind)
    return unknownOperation(word, Object.keys(table))
  }
  return inputRefusal(String(kind), operation, input)
}

/** The table has no operation of that name. */
export function unknownOperation(operation: string, names: readonly string[]): Refusal {
  return refusal('unknown-operation', { operation, nearest: nearestWord(operation, names) })
}

/** There is no participant of that name. */
export const unknownParticipant = (found: string, names: readonly string[]): Refusal =>
  refusal('unknown-participant', {
    expected: names.join(', '),
    found,
    nearest: nearestWord(found, names),
  })

/** Why the input does not fit the operation; null = it fits. Even a malformed secret is not shown (SEC-01). */
export function inputRefusal(name: string, operation: Operation, input: unknown): Refusal | null {
  const [error] = schemaErrors(operation.input, input)
  if (error === undefined) return null
  const isSecret = operation.secret?.some((field) => error.path === `/${field}`) === true
  return refusal('invalid-input', {
    where: `${name}${error.path}`,
    expected: error.expected,
    found: isSecret ? 'something else' : error.found || describe(input),
  })
}
