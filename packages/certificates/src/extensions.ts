import { createHash, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { flags, implicit, integer, type Node, octets, oid, sequence, toDer, truth } from './der.ts'

const oids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
} as const

/** What a server's certificate says about itself (RFC 5280 4.2). */
export const serverExtensions = (names: readonly string[]): readonly Node[] => [
  // digitalSignature
  extension(oids.keyUsage, flags(0x80, 7), true),
  extension(oids.extendedKeyUsage, sequence(oid(oids.serverAuthentication))),
  extension(oids.subjectAlternativeName, sequence(...names.map(generalName))),
]

/** An authority signs servers' certificates and no other authorities. */
export const authorityExtensions = (): readonly Node[] => [
  extension(oids.basicConstraints, sequence(truth(), integer('\0')), true),
  // keyCertSign and cRLSign
  extension(oids.keyUsage, flags(0x06, 1), true),
]

/** Clients use these to find the right one among authorities of the same name (RFC 5280 4.2.1.1). */
export const keyIdentifiers = (subject: KeyObject, issuer: KeyObject): readonly Node[] => [
  extension(oids.subjectKeyIdentifier, octets(keyIdentifierOf(subject))),
  extension(oids.authorityKeyIdentifier, sequence(implicit(0, keyIdentifierOf(issuer)))),
]

/** RFC 7093 2, method 1: 20 bytes of the SHA-256 over an EC P-256 point, the end of the key's DER. */
function keyIdentifierOf(key: KeyObject): string {
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-65)
  return createHash('sha256').update(point).digest().subarray(0, 20).toString('latin1')
}

const extension = (id: string, value: Node, critical = false): Node =>
  sequence(oid(id), ...(critical ? [truth()] : []), octets(toDer(value).toString('latin1')))

function generalName(name: string): Node {
  const version = isIP(name)
  return version === 0 ? implicit(2, name) : implicit(7, addressBytes(name, version))
}

function addressBytes(address: string, version: number): string {
  if (version === 4) return String.fromCharCode(...address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('::')
  const groupsOf = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const before = groupsOf(head)
  const after = groupsOf(tail)
  const zeros = new Array<number>(8 - before.length - after.length).fill(0)
  return [...before, ...zeros, ...after]
    .map((group) => String.fromCharCode(group >> 8, group & 0xff))
    .join('')
}
