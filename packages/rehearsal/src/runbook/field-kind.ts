import type { TSchema } from 'typebox'

/** What a field of a status can be: a type, or one of these words. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'object' | readonly string[]

interface Shape {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Shape[]
  readonly const?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
}

/**
 * The fields of a schema by their dotted paths. A list has its `length`; if its entries can be `shared`, also the
 * fields of the shared one and, as `own`, of the first that is not. A map's keys are unknown, so it has none.
 */
export const fieldsIn = (schema: TSchema): Readonly<Record<string, FieldKind>> =>
  Object.fromEntries(within(schema as Shape, ''))

type Field = readonly [path: string, kind: FieldKind]

const within = ({ properties = {} }: Shape, prefix: string): readonly Field[] =>
  Object.entries(properties).flatMap(([name, field]) => fieldsAt(field, `${prefix}${name}`))

function fieldsAt(field: Shape, path: string): readonly Field[] {
  const shape = field.anyOf?.find(({ type }) => type !== 'null') ?? field
  const literals = field.anyOf?.flatMap(({ const: word }) => (word === undefined ? [] : [word]))
  const words = shape.enum ?? (literals !== undefined && literals.length > 1 ? literals : undefined)
  if (words !== undefined) return [[path, words]]
  switch (shape.type) {
    case 'string':
      return [[path, 'text']]
    case 'integer':
    case 'number':
      return [[path, 'number']]
    case 'boolean':
      return [[path, 'boolean']]
    case 'object':
      if (shape.properties === undefined) return []
      return [[path, 'object'], ...within(shape, `${path}.`)]
    case 'array':
      return [[`${path}.length`, 'number'], ...sharedEntry(shape, path)]
    default:
      return []
  }
}

const sharedEntry = ({ items }: Shape, path: string): readonly Field[] =>
  items?.properties?.['shared'] === undefined
    ? []
    : ['shared', 'own'].flatMap((which) =>
        within(items, `${path}.${which}.`).filter(([at]) => at !== `${path}.${which}.shared`),
      )
