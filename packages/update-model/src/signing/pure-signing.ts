import { publicKeyOf, sign, verify } from './ed25519.ts'
import { sha512 } from './sha512.ts'

/** Signs without anything of the machine. A few milliseconds a signature. */
export const pureSigning = { sha512, publicKeyOf, sign, verify } as const
