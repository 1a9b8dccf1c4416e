import { assert } from '@understudy/shared'
import type { FileCrypto } from './files.ts'

/**
 * Files of a world that was given no cryptography: the same format, and no passphrase. UTF-8 by hand (RFC 3629), for a
 * pure package has no encoder.
 */
export const plainFiles: FileCrypto = {
  codec: { bytesOf, textOf },
  keys: { make: noKeys, find: noKeys },
}

function noKeys(): never {
  assert(false, 'a world needs FileCrypto for passphrases: WorldPorts.crypto')
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    // It has two code units.
    if (code > 0xffff) i++
    const rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    bytes[at++] = ((0xff00 >> (rest + 1)) & 0xff) | (code >> (6 * rest))
    for (let shift = 6 * (rest - 1); shift >= 0; shift -= 6)
      bytes[at++] = 0x80 | ((code >> shift) & 0x3f)
  }
  return bytes.subarray(0, at)
}

/** What is no UTF-8 becomes some other text, which no seal fits. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const plain = plainFrom(bytes, at)
    if (plain > at) {
      text += String.fromCharCode(...bytes.subarray(at, plain))
      at = plain
      continue
    }
    const first = bytes[at++] ?? 0
    const rest = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    let code = rest === 0 ? first : first & (0x3f >> rest)
    for (let i = 0; i < rest; i++) code = (code << 6) | ((bytes[at++] ?? 0) & 0x3f)
    text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
  }
  return text
}

/** So many characters at once: each is an argument of a call. */
const plainMax = 4_096

/** Where the ASCII ends that begins there: it is taken as a piece. */
function plainFrom(bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + plainMax)
  let to = at
  while (to < end && (bytes[to] as number) < 0x80) to++
  return to
}
