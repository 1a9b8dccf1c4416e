import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** Secret: PKCS #8. */
  readonly keyPem: string
}

/** EC P-256, because an RSA key takes some hundred times longer to make, and each handshake is slower too. */
export function createKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return keyPairOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
}

export function keyPairOf(keyPem: string): KeyPair {
  const privateKey = createPrivateKey(keyPem)
  return { privateKey, publicKey: createPublicKey(privateKey), keyPem }
}
