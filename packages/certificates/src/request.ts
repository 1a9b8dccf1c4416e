import { sign } from 'node:crypto'
import type { CertifiedKey } from './authority.ts'
import { distinguishedName, signatureAlgorithm } from './certificate.ts'
import {
  bits,
  fromDer,
  implicitList,
  integer,
  type Node,
  oid,
  sequence,
  setOf,
  toDer,
} from './der.ts'
import { serverExtensions } from './extensions.ts'
import { publicKeyOf } from './facts.ts'
import { createKeyPair } from './key-pair.ts'
import { pemOf } from './pem.ts'

const extensionRequest = '1.2.840.113549.1.9.14'

export interface CertificateRequest extends Pick<CertifiedKey, 'keyPem'> {
  readonly requestPem: string
  /** SHA-256 of the public key, by which the certificate is known when it comes. */
  readonly publicKey: string
}

/** A key, and the request to certify it for those host names and addresses, PKCS #10 (RFC 2986). */
export function certificateRequest(names: readonly string[]): CertificateRequest {
  const { privateKey, publicKey, keyPem } = createKeyPair()
  const body = sequence(
    integer('\0'),
    distinguishedName(names[0] ?? 'appliance'),
    fromDer(publicKey.export({ type: 'spki', format: 'der' })),
    implicitList(0, [attribute(extensionRequest, sequence(...serverExtensions(names)))]),
  )
  const signature = sign('sha256', toDer(body), privateKey).toString('latin1')
  const request = sequence(body, signatureAlgorithm(), bits(signature))
  const requestPem = pemOf('CERTIFICATE REQUEST', toDer(request))
  return { keyPem, requestPem, publicKey: publicKeyOf({ publicKey }) }
}

const attribute = (id: string, value: Node): Node => sequence(oid(id), setOf(value))
