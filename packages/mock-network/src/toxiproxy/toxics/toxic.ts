import type { ToxicSpec, ToxicType } from '@understudy/network-model'
import type { StreamDirection } from '../../forwarders/relay.ts'
import { goFloat32, goFloat64, goString } from '../json/go-encode.ts'
import type { Decoded } from '../json/go-struct.ts'
import { attributesOf } from './toxic-types.ts'

/** A toxic as a client made it. Not range-checked: the client gets back what it sent. */
export interface Toxic {
  readonly name: string
  readonly type: ToxicType
  /** As the client wrote it, in whatever case. */
  readonly stream: string
  readonly direction: StreamDirection
  readonly toxicity: number
  /** Only those that were given; the others are 0. */
  readonly attributes: Decoded
}

export function toxicJson(toxic: Toxic): string {
  const { name, type, stream, toxicity, attributes } = toxic
  const fields = Object.keys(attributesOf[type].fields).map(
    (field) => `${goString(field)}:${numberText(attributes[field] ?? 0)}`,
  )
  return (
    `{"attributes":{${fields.join(',')}},"name":${goString(name)},"type":${goString(type)},` +
    `"stream":${goString(stream)},"toxicity":${goFloat32(toxicity)}}`
  )
}

/** What the engine works with: no number below 0 or above the safe integers. */
export function toxicSpec(toxic: Toxic): ToxicSpec {
  const { name, type, toxicity } = toxic
  const entries = Object.keys(attributesOf[type].fields).map(
    (field) => [field, workable(toxic.attributes[field])] as const,
  )
  const attributes = Object.fromEntries(entries)
  return { name, type, toxicity, attributes }
}

function workable(value: Decoded[string] | undefined): number {
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0
  return Math.min(Math.max(number, 0), Number.MAX_SAFE_INTEGER)
}

const numberText = (value: Decoded[string]): string =>
  typeof value === 'number' ? goFloat64(value) : String(value)
