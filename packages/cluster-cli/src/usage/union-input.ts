import { UsageError } from './errors.ts'

/** How an input that can be of several kinds is given: only by --input, because each kind has other fields. */
export interface UnionInput {
  readonly operation: string
  readonly kinds: readonly string[]
  /** A command line that uses it. */
  readonly example: string | undefined
}

interface Shape {
  readonly anyOf?: readonly { readonly properties?: { readonly kind?: { const?: unknown } } }[]
}

/** Undefined: the operation has just one set of fields. */
export function unionInputOf(
  operation: string,
  schema: object,
  examples: readonly string[],
): UnionInput | undefined {
  const { anyOf } = schema as Shape
  if (anyOf === undefined) return undefined
  const kinds = anyOf.map(({ properties }) => String(properties?.kind?.const))
  return { operation, kinds, example: examples.find((line) => line.includes(` ${operation} `)) }
}

/** Refuses an input without a kind. */
export function requireKind(union: UnionInput, input: unknown): void {
  if (typeof input === 'object' && input !== null && Object.hasOwn(input, 'kind')) return
  const kinds = union.kinds.join(', ')
  throw new UsageError(
    `${union.operation}: expected --input JSON with a kind (${kinds})${asIn(union)}`,
  )
}

export function refuseFieldOptions(
  { operation, ...union }: UnionInput,
  args: readonly string[],
  known: readonly string[],
): void {
  const field = args.find((word) => {
    const [, name] = /^--?([a-z][a-z-]*)/i.exec(word) ?? []
    return name !== undefined && !known.includes(name)
  })
  if (field === undefined) return
  throw new UsageError(
    `${operation} has no option ${field.split('=')[0]}: give it whole by --input JSON${asIn(union)}`,
  )
}

const asIn = ({ example }: Pick<UnionInput, 'example'>): string =>
  example === undefined ? '' : `, as in: ${example}`
