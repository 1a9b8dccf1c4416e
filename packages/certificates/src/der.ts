import asn1 from 'node-forge/lib/asn1.js'

/** An ASN.1 value to be written as DER. node-forge writes it; its own certificates can only use RSA. */
export type Node = ReturnType<typeof asn1.create>
type Tag = Parameters<typeof asn1.create>[1]

export const sequence = (...parts: Node[]): Node =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, parts)

export const setOf = (...parts: Node[]): Node =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, parts)

/** `value`: one character per byte. */
const primitive = (type: Tag, value: string): Node =>
  asn1.create(asn1.Class.UNIVERSAL, type, false, value)

export const integer = (bytes: string): Node => primitive(asn1.Type.INTEGER, bytes)
/** A number from 0 to 2^31. */
export const number = (value: number): Node =>
  primitive(asn1.Type.INTEGER, asn1.integerToDer(value).getBytes())
export const nothing = (): Node => primitive(asn1.Type.NULL, '')
export const bytes = (content: Uint8Array): Node => octets(Buffer.from(content).toString('latin1'))
export const octets = (bytes: string): Node => primitive(asn1.Type.OCTETSTRING, bytes)
/** A whole number of bytes. */
export const bits = (bytes: string): Node => primitive(asn1.Type.BITSTRING, `\0${bytes}`)
/** Named bits in one byte, without the last `unused` ones. */
export const flags = (byte: number, unused: number): Node =>
  primitive(asn1.Type.BITSTRING, String.fromCharCode(unused, byte))
export const truth = (): Node => primitive(asn1.Type.BOOLEAN, '\xff')
export const oid = (id: string): Node => primitive(asn1.Type.OID, asn1.oidToDer(id).getBytes())
export const utf8 = (text: string): Node =>
  primitive(asn1.Type.UTF8, Buffer.from(text, 'utf8').toString('latin1'))
export const utcTime = (date: Date): Node =>
  primitive(asn1.Type.UTCTIME, asn1.dateToUtcTime(date) as string)

/** `[tag]` around another value. */
export const explicit = (tag: number, part: Node): Node =>
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as Tag, true, [part])
/** `[tag]` instead of a value's own type. */
export const implicit = (tag: number, bytes: string): Node =>
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as Tag, false, bytes)

/** `[tag]` instead of a list's own type. */
export const implicitList = (tag: number, parts: Node[]): Node =>
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as Tag, true, parts)

export const fromDer = (der: Buffer): Node => asn1.fromDer(der.toString('latin1'))
export const toDer = (node: Node): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'latin1')
