import { hexOf, type Signing } from '@understudy/shared'
import { pureSigning } from './pure-signing.ts'

/** How many public keys, and how many signatures, are remembered; the oldest give way. */
const rememberedMax = 256

interface Signed {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
}

/** Some sign faster where they are told the public key. */
type Signer = Omit<Signing, 'sign'> & {
  sign(privateKey: Uint8Array, message: Uint8Array, publicKey?: Uint8Array): Uint8Array
}

/**
 * Signs by another one, plain arithmetic unless told, and what it has computed once it knows: a campaign's worlds have one vendor,
 * whose key signs all that their appliances check. Signatures that it did not make itself are verified as ever.
 */
export function rememberingSigning(by: Signer = pureSigning): Signing {
  const publicKeys = new Map<string, Uint8Array>()
  const signatures = new Map<string, Signed>()
  const keyOf = (privateKey: Uint8Array): Uint8Array => {
    const name = hexOf(privateKey)
    const known = publicKeys.get(name) ?? by.publicKeyOf(privateKey)
    keep(publicKeys, name, known)
    return known
  }
  return {
    sha512: (message) => by.sha512(message),
    publicKeyOf: (privateKey) => keyOf(privateKey).slice(),
    sign: (privateKey, message) => {
      const publicKey = keyOf(privateKey)
      const signature = by.sign(privateKey, message, publicKey)
      keep(signatures, hexOf(signature), { publicKey, message: message.slice() })
      return signature
    },
    verify: (publicKey, message, signature) => {
      const own = signatures.get(hexOf(signature))
      const isOwn =
        own !== undefined && areEqual(own.publicKey, publicKey) && areEqual(own.message, message)
      return isOwn || by.verify(publicKey, message, signature)
    },
  }
}

const areEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  kept.set(name, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= rememberedMax) return
    kept.delete(oldest)
  }
}
