import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** DER around a raw Ed25519 key (RFC 8410 7, 4). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A program signs and checks with a few keys, and reading one takes five times as long as signing with it. */
const keysKeptMax = 64
const privateKeys = new Map<string, KeyObject>()
const publicKeys = new Map<string, KeyObject>()

const privateKeyOf = (raw: Uint8Array): KeyObject =>
  kept(privateKeys, raw, () =>
    createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' }),
  )

const publicKeyOf = (raw: Uint8Array): KeyObject =>
  kept(publicKeys, raw, () =>
    createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' }),
  )

function kept(keys: Map<string, KeyObject>, raw: Uint8Array, read: () => KeyObject): KeyObject {
  const name = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = read()
  if (keys.size >= keysKeptMax) keys.clear()
  keys.set(name, key)
  return key
}

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
    return verify(null, message, publicKeyOf(publicKey), signature)
  },
} as const
