import { hexOf, type Signing } from '@understudy/shared'
import { publicKeyOf, sign } from './ed25519.ts'
import { pureSigning } from './pure-signing.ts'

/** How many public keys, and how many signatures, are remembered; the oldest give way. */
const rememberedMax = 256

interface Signed {
  readonly publicKey: string
  readonly message: string
}

/**
 * As {@link pureSigning}, and what it has computed once it knows: a campaign's worlds have one vendor, whose key signs all that
 * their appliances check. Signatures that it did not make itself are verified as ever.
 */
export function rememberingSigning(): Signing {
  const publicKeys = new Map<string, Uint8Array>()
  const signatures = new Map<string, Signed>()
  const keyOf = (privateKey: Uint8Array): Uint8Array => {
    const name = hexOf(privateKey)
    const known = publicKeys.get(name) ?? publicKeyOf(privateKey)
    keep(publicKeys, name, known)
    return known
  }
  return {
    sha512: pureSigning.sha512,
    publicKeyOf: (privateKey) => keyOf(privateKey).slice(),
    sign: (privateKey, message) => {
      const publicKey = keyOf(privateKey)
      const signature = sign(privateKey, message, publicKey)
      keep(signatures, hexOf(signature), { publicKey: hexOf(publicKey), message: hexOf(message) })
      return signature
    },
    verify: (publicKey, message, signature) => {
      const own = signatures.get(hexOf(signature))
      const isOwn = own?.publicKey === hexOf(publicKey) && own.message === hexOf(message)
      return isOwn || pureSigning.verify(publicKey, message, signature)
    },
  }
}

function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  kept.set(name, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= rememberedMax) return
    kept.delete(oldest)
  }
}
