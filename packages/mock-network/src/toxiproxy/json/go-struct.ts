import { GoJsonError } from './go-json.ts'
import type { JsonValue } from './json-value.ts'

/** A field's type in Go. Integers stay exact (bigint), because clients get them back. */
export type ScalarType = 'string' | 'bool' | 'int' | 'int64' | 'float32' | 'float64'

export interface StructType {
  /** Go's name for it, '' if it has none: complaints quote it. */
  readonly name: string
  /** Go's full type, for the complaint that the value is not an object. */
  readonly type: string
  readonly fields: Readonly<Record<string, ScalarType | StructType>>
}

export type Scalar = string | boolean | number | bigint
/** The fields that were present and not null. */
export interface Decoded {
  readonly [field: string]: Scalar | Decoded
}

/**
 * Fills a struct as Go's encoding/json does (NET-10): keys match in any case, the last of two wins, null changes
 * nothing, unknown keys are skipped. Throws {@link GoJsonError} for a wrong type.
 */
export function decodeStruct(value: JsonValue, struct: StructType): Decoded {
  return decodeInto({}, value, struct, '', '')
}

function decodeInto(
  target: Record<string, Scalar | Decoded>,
  value: JsonValue,
  struct: StructType,
  within: string,
  owner: string,
): Decoded {
  if (value.kind === 'null') return target
  if (value.kind !== 'object') throw mismatch(kindOf(value), owner, within, struct.type)
  for (const [key, member] of value.entries) {
    const field = fieldOf(struct, key)
    const type = field === undefined ? undefined : struct.fields[field]
    if (field === undefined || type === undefined || member.kind === 'null') continue
    const path = within === '' ? field : `${within}.${field}`
    if (typeof type === 'string') {
      target[field] = scalarOf(member, type, struct.name, path)
      continue
    }
    const inner = target[field]
    const present = typeof inner === 'object' ? { ...inner } : {}
    target[field] = decodeInto(present, member, type, path, struct.name)
  }
  return target
}

function fieldOf(struct: StructType, key: string): string | undefined {
  if (Object.hasOwn(struct.fields, key)) return key
  const lower = key.toLowerCase()
  return Object.keys(struct.fields).find((field) => field.toLowerCase() === lower)
}

function scalarOf(value: JsonValue, type: ScalarType, owner: string, path: string): Scalar {
  if (value.kind === 'number' && type !== 'string' && type !== 'bool') {
    const number = numberOf(value.digits, type)
    if (number === undefined) throw mismatch(`number ${value.digits}`, owner, path, type)
    return number
  }
  if (value.kind === 'string' && type === 'string') return value.value
  if (value.kind === 'bool' && type === 'bool') return value.value
  throw mismatch(kindOf(value), owner, path, type)
}

function numberOf(digits: string, type: ScalarType): number | bigint | undefined {
  if (type === 'int' || type === 'int64') {
    if (!/^-?\d{1,20}$/.test(digits)) return undefined
    const exact = BigInt(digits)
    return BigInt.asIntN(64, exact) === exact ? exact : undefined
  }
  const number = type === 'float32' ? Math.fround(Number(digits)) : Number(digits)
  return Number.isFinite(number) ? number : undefined
}

const kindOf = (value: JsonValue): string => value.kind

function mismatch(found: string, owner: string, path: string, type: string): GoJsonError {
  const where = owner === '' && path === '' ? 'Go value' : `Go struct field ${owner}.${path}`
  return new GoJsonError(`json: cannot unmarshal ${found} into ${where} of type ${type}`)
}
