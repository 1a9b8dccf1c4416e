import { createHash } from 'node:crypto'

/** What derived bytes are for (RFC 7292 B.3). */
export type Purpose = 'key' | 'iv' | 'mac'
const purposeBytes: Readonly<Record<Purpose, number>> = { key: 1, iv: 2, mac: 3 }

export type Pkcs12Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'
/** Bytes of a digest, and of the block that it works on. */
const sizes: Readonly<Record<Pkcs12Hash, readonly [digest: number, block: number]>> = {
  sha1: [20, 64],
  sha256: [32, 64],
  sha384: [48, 128],
  sha512: [64, 128],
}

export interface Derivation {
  readonly hash: Pkcs12Hash
  readonly passphrase: string
  readonly salt: Buffer
  readonly iterations: number
}

/** PKCS#12's own derivation from a passphrase (RFC 7292 B.2), which its MAC and its older ciphers use. */
export function deriveBytes(
  { hash, passphrase, salt, iterations }: Derivation,
  purpose: Purpose,
  length: number,
): Buffer {
  const [digestBytes, block] = sizes[hash]
  const diversifier = Buffer.alloc(block, purposeBytes[purpose])
  const input = Buffer.concat([filled(salt, block), filled(bmpString(passphrase), block)])
  const parts: Buffer[] = []
  for (let got = 0; got < length; got += digestBytes) {
    let digest = createHash(hash).update(diversifier).update(input).digest()
    for (let i = 1; i < iterations; i++) digest = createHash(hash).update(digest).digest()
    parts.push(digest)
    const addend = filled(digest, block).subarray(0, block)
    for (let at = 0; at < input.length; at += block) addPlusOne(input, at, addend)
  }
  return Buffer.concat(parts).subarray(0, length)
}

/** UTF-16, big-endian, with a final zero. */
const bmpString = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le').swap16()

/** Repeated up to a whole number of blocks. */
function filled(bytes: Buffer, block: number): Buffer {
  const length = Math.ceil(bytes.length / block) * block
  return Buffer.alloc(length, bytes.length === 0 ? 0 : bytes)
}

/** Adds `addend` and one to that block, as big-endian numbers. */
function addPlusOne(bytes: Buffer, at: number, addend: Buffer): void {
  let carry = 1
  for (let i = addend.length - 1; i >= 0; i--) {
    const sum = (bytes[at + i] ?? 0) + (addend[i] ?? 0) + carry
    bytes[at + i] = sum & 0xff
    carry = sum >> 8
  }
}
