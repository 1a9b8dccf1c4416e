import { type OperationName, operationOf } from '@understudy/shared'

/** How people enter a value of that schema. */
export type FieldKind =
  | { readonly kind: 'text' | 'secret'; readonly pattern?: string; readonly longest?: number }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number }
  /** Milliseconds, entered as seconds. */
  | { readonly kind: 'seconds'; readonly least?: number; readonly most?: number }
  /** A moment in milliseconds, entered as date and time. */
  | { readonly kind: 'moment' }
  | { readonly kind: 'yes-no' }
  /** Has to be ticked. */
  | { readonly kind: 'confirmation' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'lines' }
  /** Objects of texts, one a line: their fields with = between them. */
  | { readonly kind: 'records'; readonly keys: readonly string[] }
  /** Handed over with the form; the input has the name under which the appliance holds it. */
  | { readonly kind: 'file' }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }

export type Field = FieldKind & {
  readonly name: string
  readonly required: boolean
  /** Left empty, it is null. */
  readonly nullable: boolean
}

/** The schemas are JSON Schema; these are the words that the table uses. */
interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
}

/** The fields of an operation's input, from its schema (DESIGN 3): nothing about them is said a second time. */
export function fieldsOf(operation: OperationName): readonly Field[] {
  const { input, secret = [] } = operationOf(operation)
  return fieldsIn(input as Schema, secret)
}

function fieldsIn(schema: Schema, secret: readonly string[]): readonly Field[] {
  const required = schema.required ?? []
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const [given, nullable] = withoutNull(property)
    const kind: FieldKind = secret.includes(name)
      ? { kind: 'secret', ...boundsOf(given) }
      : kindOf(name, given)
    return { ...kind, name, nullable, required: required.includes(name) && !nullable }
  })
}

function withoutNull(schema: Schema): readonly [schema: Schema, nullable: boolean] {
  const { anyOf } = schema
  if (anyOf === undefined) return [schema, false]
  const others = anyOf.filter(({ type }) => type !== 'null')
  return [others[0] ?? schema, others.length < anyOf.length]
}

function kindOf(name: string, schema: Schema): FieldKind {
  if (name === 'file') return { kind: 'file' }
  if (schema.const === true) return { kind: 'confirmation' }
  if (schema.enum !== undefined) return { kind: 'choice', values: schema.enum }
  switch (schema.type) {
    case 'boolean':
      return { kind: 'yes-no' }
    case 'integer':
    case 'number':
      return numberKind(name, schema)
    case 'array':
      return arrayKind(schema.items ?? {})
    case 'object':
      return { kind: 'group', fields: fieldsIn(schema, []) }
    default:
      return { kind: 'text', ...boundsOf(schema) }
  }
}

function arrayKind(items: Schema): FieldKind {
  if (items.enum !== undefined) return { kind: 'choices', values: items.enum }
  return items.properties === undefined
    ? { kind: 'lines' }
    : { kind: 'records', keys: Object.keys(items.properties) }
}

function numberKind(name: string, { minimum, maximum }: Schema): FieldKind {
  if (name === 'timeMs') return { kind: 'moment' }
  const isDuration = name.endsWith('Ms')
  const scale = isDuration ? 1_000 : 1
  return {
    kind: isDuration ? 'seconds' : 'number',
    ...(minimum === undefined ? {} : { least: minimum / scale }),
    ...(maximum === undefined ? {} : { most: maximum / scale }),
  }
}

const boundsOf = ({ pattern, maxLength }: Schema) => ({
  ...(pattern === undefined ? {} : { pattern: pattern.replace(/^\^|\$$/g, '') }),
  ...(maxLength === undefined ? {} : { longest: maxLength }),
})
