import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** DER around a raw Ed25519 key (RFC 8410 7, 4). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

const privateKeyOf = (raw: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' })

/** Ed25519 and SHA-512 (RFC 8032) by OpenSSL: what signs and checks update packages in real processes (UPD-05). */
export const nodeSigning = {
  sha512: (message: Uint8Array): Uint8Array => createHash('sha512').update(message).digest(),
  publicKeyOf: (privateKey: Uint8Array): Uint8Array =>
    createPublicKey(privateKeyOf(privateKey))
      .export({ format: 'der', type: 'spki' })
      .subarray(publicPrefix.length),
  sign: (privateKey: Uint8Array, message: Uint8Array): Uint8Array =>
    sign(null, message, privateKeyOf(privateKey)),
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    if (publicKey.length !== 32) return false
    const key = createPublicKey({
      key: Buffer.concat([publicPrefix, publicKey]),
      format: 'der',
      type: 'spki',
    })
    return verify(null, message, key, signature)
  },
} as const
