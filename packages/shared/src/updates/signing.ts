import { joinBytes } from '../bytes/ascii.ts'
import { hexOf } from '../bytes/hex.ts'

/**
 * What signs and checks packages: Ed25519 and its SHA-512 (RFC 8032). A port, synchronous: `node:crypto` in real processes,
 * plain arithmetic in the virtual world. Both give the same bytes.
 */
export interface Signing {
  sha512(message: Uint8Array): Uint8Array
  publicKeyOf(privateKey: Uint8Array): Uint8Array
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

const blockBytes = 128

/** HMAC-SHA-512 as 128 hex digits (RFC 2104). The secret is at most 128 bytes. */
export function macOf(
  signing: Pick<Signing, 'sha512'>,
  secret: Uint8Array,
  message: Uint8Array,
): string {
  const padded = (byte: number): Uint8Array =>
    Uint8Array.from({ length: blockBytes }, (_, i) => (secret[i] ?? 0) ^ byte)
  const inner = signing.sha512(joinBytes(padded(0x36), message))
  return hexOf(signing.sha512(joinBytes(padded(0x5c), inner)))
}
