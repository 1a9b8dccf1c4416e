import type { Static, TSchema } from 'typebox'
import { didYouMean, nearestWord } from '../did-you-mean.ts'
import { describe } from '../schema-error.ts'
import { schemaErrors } from '../schema-errors.ts'

/** Something that can be asked of a part of the lab that is no appliance: the network, the clients. */
export interface LabOperation {
  /** One line for help and docs. */
  readonly title: string
  readonly input: TSchema
  /** `read` changes nothing. */
  readonly kind: 'read' | 'change'
}

type Table = Readonly<Record<string, LabOperation>>

/** What the operations of a table take. A fault's own `kind` is why the input is a field. */
export type CommandOf<T extends Table> = {
  [K in keyof T & string]: { readonly kind: K; readonly input: Static<T[K]['input']> }
}[keyof T & string]

/** Why that is no command of the table, or does not fit it, as a sentence; undefined = it is one. */
export function commandObjection(
  whose: string,
  table: Table,
  kind: unknown,
  input: unknown,
): string | undefined {
  const operation = typeof kind === 'string' && Object.hasOwn(table, kind) ? table[kind] : undefined
  if (operation === undefined) {
    const names = Object.keys(table)
    const hint = typeof kind === 'string' ? nearestWord(kind.slice(0, 100), names) : undefined
    const meant = didYouMean('sentence', hint)
    return `Expected an operation of the ${whose} (${names.join(', ')}), found ${describe(kind)}.${meant}`
  }
  const [error] = schemaErrors(operation.input, input)
  return error && `${kind}${error.path}: expected ${error.expected}, found ${error.found}.`
}
