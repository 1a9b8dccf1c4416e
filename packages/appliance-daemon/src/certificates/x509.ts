import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { isIP } from 'node:net'
import asn1 from 'node-forge/lib/asn1.js'

export interface SelfSigned {
  readonly keyPem: string
  readonly certificatePem: string
}

type Node = ReturnType<typeof asn1.create>

const oids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectAlternativeName: '2.5.29.17',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
} as const

const validityYears = 10

/**
 * A certificate for those host names and addresses, signed by its own key: EC P-256, because an RSA
 * key takes some hundred times longer to make and each handshake would pay too (RFC 5280, RFC 5758).
 * node-forge writes the DER; it knows no EC keys, so the key and the signature are Node's.
 */
export function selfSignedCertificate(names: readonly string[], now: Date): SelfSigned {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keyPem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = createPublicKey(createPrivateKey(keyPem)).export({
    type: 'spki',
    format: 'der',
  })
  const body = tbsCertificate(names, now, asn1.fromDer(publicKey.toString('binary')))
  const signature = sign('sha256', toBuffer(body), keyPem).toString('binary')
  const certificate = sequence(body, signatureAlgorithm(), bitString(`\0${signature}`))
  return { keyPem, certificatePem: pemOf(toBuffer(certificate)) }
}

function tbsCertificate(names: readonly string[], now: Date, publicKey: Node): Node {
  const until = new Date(now)
  until.setUTCFullYear(now.getUTCFullYear() + validityYears)
  const name = distinguishedName(names[0] ?? 'appliance')
  const serial = randomBytes(16)
  // Positive and never empty in DER.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return sequence(
    contextual(0, primitive(asn1.Type.INTEGER, '\x02')),
    primitive(asn1.Type.INTEGER, serial.toString('binary')),
    signatureAlgorithm(),
    name,
    sequence(utcTime(now), utcTime(until)),
    name,
    publicKey,
    contextual(3, extensions(names)),
  )
}

function extensions(names: readonly string[]): Node {
  const usage = sequence(oid(oids.serverAuthentication))
  return sequence(
    // digitalSignature
    extension(oids.keyUsage, primitive(asn1.Type.BITSTRING, '\x07\x80')),
    extension(oids.extendedKeyUsage, usage),
    extension(oids.subjectAlternativeName, sequence(...names.map(generalName))),
  )
}

function generalName(name: string): Node {
  const version = isIP(name)
  const context = asn1.Class.CONTEXT_SPECIFIC
  if (version === 0) return asn1.create(context, 2 as asn1Type, false, name)
  return asn1.create(context, 7 as asn1Type, false, addressBytes(name, version))
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

type asn1Type = Parameters<typeof asn1.create>[1]

const sequence = (...parts: Node[]): Node =>
  asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, parts)

const primitive = (type: asn1Type, value: string): Node =>
  asn1.create(asn1.Class.UNIVERSAL, type, false, value)

const contextual = (tag: number, part: Node): Node =>
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as asn1Type, true, [part])

const oid = (id: string): Node => primitive(asn1.Type.OID, asn1.oidToDer(id).getBytes())
const bitString = (value: string): Node => primitive(asn1.Type.BITSTRING, value)
const utcTime = (date: Date): Node =>
  primitive(asn1.Type.UTCTIME, asn1.dateToUtcTime(date) as string)
const signatureAlgorithm = (): Node => sequence(oid(oids.ecdsaWithSha256))

const distinguishedName = (commonName: string): Node =>
  sequence(
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, [
      sequence(oid(oids.commonName), primitive(asn1.Type.UTF8, commonName)),
    ]),
  )

const extension = (id: string, value: Node): Node =>
  sequence(oid(id), primitive(asn1.Type.OCTETSTRING, asn1.toDer(value).getBytes()))

const toBuffer = (node: Node): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'binary')

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
