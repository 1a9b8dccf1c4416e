import asn1 from 'node-forge/lib/asn1.js'
import type { Node } from './der.ts'

/*
 * Reading DER that strangers wrote: each function names what it expects and throws where it finds something else. Whoever
 * calls them turns that into a refusal.
 */

export class UnexpectedDer extends Error {
  override readonly name = 'UnexpectedDer'
}

export function childrenOf(node: Node | undefined): readonly Node[] {
  if (node === undefined || !Array.isArray(node.value)) throw new UnexpectedDer('a list')
  return node.value
}

export function oidOf(node: Node | undefined): string {
  return asn1.derToOid(textOf(node, asn1.Type.OID))
}

/** An octet string's bytes; one that is written in pieces is put together. */
export function octetsOf(node: Node | undefined): Buffer {
  if (node === undefined) throw new UnexpectedDer('an octet string')
  if (Array.isArray(node.value)) return Buffer.concat(node.value.map(octetsOf))
  return Buffer.from(textOf(node, node.type === 0 ? node.type : asn1.Type.OCTETSTRING), 'latin1')
}

/** A number from 0 to 2^31. */
export function numberOf(node: Node | undefined): number {
  const bytes = Buffer.from(textOf(node, asn1.Type.INTEGER), 'latin1')
  if (bytes.length === 0 || bytes.length > 4 || (bytes[0] ?? 0) > 0x7f)
    throw new UnexpectedDer('a small number')
  return bytes.readUIntBE(0, bytes.length)
}

export const isNumber = (node: Node | undefined): boolean =>
  node !== undefined && is(node, asn1.Type.INTEGER)

const is = (node: Node, type: unknown): boolean =>
  node.tagClass === asn1.Class.UNIVERSAL && node.type === type

function textOf(node: Node | undefined, type: unknown): string {
  if (node === undefined || typeof node.value !== 'string' || node.type !== type)
    throw new UnexpectedDer(`a value of type ${String(type)}`)
  return node.value
}
