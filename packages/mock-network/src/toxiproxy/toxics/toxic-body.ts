import {
  badRequestBody,
  invalidStream,
  invalidToxicType,
  toxicAlreadyExists,
} from '../api-error.ts'
import { GoJsonError, readFirstJson } from '../json/go-json.ts'
import { type Decoded, decodeStruct, type StructType } from '../json/go-struct.ts'
import type { JsonValue } from '../json/json-value.ts'
import type { Toxic } from './toxic.ts'
import { attributesOf, isToxicType } from './toxic-types.ts'

const nameLengthMax = 1_024

const wrapper: StructType = {
  name: 'ToxicWrapper',
  type: 'toxics.ToxicWrapper',
  fields: {
    attributes: attributesOf.noop,
    name: 'string',
    type: 'string',
    stream: 'string',
    toxicity: 'float32',
  },
}

/** The toxic that a POST describes; checked in Toxiproxy's order. `isTaken`: the proxy has that name. */
export function newToxic(body: Uint8Array, isTaken: (name: string) => boolean): Toxic {
  const value = readBody(body)
  const given = decoded(value, wrapper)
  const stream = textOf(given['stream'], 'downstream')
  const direction = stream.toLowerCase()
  if (direction !== 'upstream' && direction !== 'downstream') throw invalidStream()
  const type = textOf(given['type'], '')
  const name = textOf(given['name'], '') || `${type}_${stream}`
  if (!isToxicType(type)) throw invalidToxicType()
  if (isTaken(name)) throw toxicAlreadyExists()
  if (name.length > nameLengthMax) throw badRequestBody(`name is over ${nameLengthMax} characters`)
  const { attributes } = decoded(value, {
    name: '',
    type: '',
    fields: { attributes: attributesOf[type] },
  })
  const toxicity = typeof given['toxicity'] === 'number' ? given['toxicity'] : 1
  return { name, type, stream, direction, toxicity, attributes: membersOf(attributes) }
}

/** The toxic with a PATCH merged in; name, type and stream stay. */
export function changedToxic(toxic: Toxic, body: Uint8Array): Toxic {
  const given = decoded(readBody(body), {
    name: '',
    type: `struct { Attributes interface {} "json:\\"attributes\\""; Toxicity float32 "json:\\"toxicity\\"" }`,
    fields: { attributes: attributesOf[toxic.type], toxicity: 'float32' },
  })
  const toxicity = typeof given['toxicity'] === 'number' ? given['toxicity'] : toxic.toxicity
  const attributes = { ...toxic.attributes, ...membersOf(given['attributes']) }
  return { ...toxic, toxicity, attributes }
}

function readBody(body: Uint8Array): JsonValue {
  return orBadRequest(() => readFirstJson(body))
}

function decoded(value: JsonValue, struct: StructType): Decoded {
  return orBadRequest(() => decodeStruct(value, struct))
}

/** A complaint of Go's decoder becomes a bad request. */
export function orBadRequest<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof GoJsonError ? badRequestBody(error.message) : error
  }
}

const textOf = (value: Decoded[string] | undefined, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise

const membersOf = (value: Decoded[string] | undefined): Decoded =>
  typeof value === 'object' ? value : {}
