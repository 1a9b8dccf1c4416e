/** The validator's report of where a value breaks its schema. */
export interface SchemaViolation {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly message: string
  readonly params: {
    readonly additionalProperties?: readonly string[]
    readonly requiredProperties?: readonly string[]
    readonly allowedValues?: readonly unknown[]
    readonly allowedValue?: unknown
  }
}

/**
 * For a union of constants the validator reports each constant and then the union, but not what is allowed:
 * these become the one report that an enum gives.
 */
export function withLiteralUnionsAsEnums(
  violations: readonly SchemaViolation[],
): readonly SchemaViolation[] {
  const enums = violations.flatMap((union): readonly SchemaViolation[] => {
    if (union.keyword !== 'anyOf') return []
    const branches = violations.filter((one) => isBranchOf(one, union))
    const isOfLiterals = branches.length > 0 && branches.every(({ keyword }) => keyword === 'const')
    if (!isOfLiterals) return []
    const allowedValues = branches.map(({ params }) => params.allowedValue)
    return [{ ...union, keyword: 'enum', params: { allowedValues } }]
  })
  return violations.flatMap((one) => {
    const place = enums.find((union) => union.schemaPath === one.schemaPath && isAt(one, union))
    if (place !== undefined) return [place]
    return enums.some((union) => isBranchOf(one, union)) ? [] : [one]
  })
}

const isBranchOf = (one: SchemaViolation, union: SchemaViolation): boolean =>
  one.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) && isAt(one, union)

const isAt = (one: SchemaViolation, union: SchemaViolation): boolean =>
  `${one.instancePath}/`.startsWith(`${union.instancePath}/`)
