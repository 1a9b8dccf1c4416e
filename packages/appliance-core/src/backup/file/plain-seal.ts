import { hash64 } from '@understudy/shared'
import type { ChunkSeal, TextCodec } from '../../ports/backup-file.ts'

const checkBytes = 16

/**
 * The seal of a file without a passphrase: a check value over the head, the chunk's place and its text. It finds
 * damage; against somebody who wants to change a backup only a passphrase helps.
 */
export function plainSeal(headLine: string, codec: TextCodec): ChunkSeal {
  const checkOf = (text: string, index: number, isLast: boolean): string => {
    const { high, low } = hash64(headLine, `${index} ${isLast}`, text)
    return hex8(high) + hex8(low)
  }
  return {
    // Joined as bytes: the joined text would be copied once more to be encoded.
    seal: (text, index, isLast) =>
      joined(codec.bytesOf(text), codec.bytesOf(checkOf(text, index, isLast))),
    open(stored, index, isLast) {
      if (stored.length < checkBytes) return undefined
      const text = codec.textOf(stored.subarray(0, -checkBytes))
      const check = codec.textOf(stored.subarray(-checkBytes))
      return check === checkOf(text, index, isLast) ? text : undefined
    },
  }
}

const hex8 = (value: number): string => value.toString(16).padStart(8, '0')

function joined(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + more.length)
  whole.set(bytes)
  whole.set(more, bytes.length)
  return whole
}
