import {
  type AnyLinkMessage,
  accepted,
  type LinkMessageType,
  linkMessages,
  type Outcome,
  refusal,
  refused,
  schemaErrors,
} from '@understudy/shared'
import { Packr, Unpackr } from 'msgpackr'
import { Compile, type Validator } from 'typebox/compile'

// Plain maps, not msgpackr's own record extension: the frames are MessagePack that anybody can read.
const packr = new Packr({ useRecords: false })
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true })

const isLinkMessageType = (type: string): type is LinkMessageType =>
  Object.hasOwn(linkMessages, type)

const validators = new Map<LinkMessageType, Validator>()

export const encodeLinkMessage = (message: AnyLinkMessage): Buffer => packr.pack(message)

/** The message in a frame, checked against its schema; a refusal says what was expected (SEC-03). */
export function decodeLinkMessage(frame: Buffer): Outcome<AnyLinkMessage> {
  const value = unpack(frame)
  const type = typeOf(value)
  if (type === undefined)
    return refused(refusal('protocol-error', { expected: 'a link message', found: shapeOf(value) }))
  if (!isLinkMessageType(type))
    return refused(
      refusal('protocol-error', {
        expected: 'a known type of link message',
        found: `"${type.slice(0, 64)}"`,
      }),
    )
  if (validatorOf(type).Check(value)) return accepted(value as AnyLinkMessage)
  const [error] = schemaErrors(linkMessages[type], value)
  const expected = `${error?.expected ?? 'its schema'} at ${type}${error?.path ?? ''}`
  return refused(refusal('protocol-error', { expected, found: error?.found ?? 'something else' }))
}

function unpack(frame: Buffer): unknown {
  try {
    return unpackr.unpack(frame)
  } catch {
    return undefined
  }
}

function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { type } = value as { type?: unknown }
  return typeof type === 'string' ? type : undefined
}

const shapeOf = (value: unknown): string =>
  value === undefined ? 'no MessagePack' : `a frame without a type (${typeof value})`

function validatorOf(type: LinkMessageType): Validator {
  let validator = validators.get(type)
  if (validator === undefined) {
    validator = Compile(linkMessages[type])
    validators.set(type, validator)
  }
  return validator
}
