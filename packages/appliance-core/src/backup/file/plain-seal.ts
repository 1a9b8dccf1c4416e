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
    seal: (text, index, isLast) => codec.bytesOf(text + checkOf(text, index, isLast)),
    open(stored, index, isLast) {
      if (stored.length < checkBytes) return undefined
      const text = codec.textOf(stored.subarray(0, -checkBytes))
      const check = codec.textOf(stored.subarray(-checkBytes))
      return check === checkOf(text, index, isLast) ? text : undefined
    },
  }
}

const hex8 = (value: number): string => value.toString(16).padStart(8, '0')
