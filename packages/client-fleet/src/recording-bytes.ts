import { createRandom } from '@understudy/shared'

/** The most one frame carries; the appliance accepts a little more. */
export const pieceBytesMax = 1024 * 1024

/**
 * The bytes of a recording, piece by piece: the same for the same seed, and as noisy as the compressed video they stand
 * for.
 */
export function* recordingPieces(contentSeed: string, sizeBytes: number): Generator<Buffer> {
  const random = createRandom(contentSeed)
  let x = random.integer(1, 0xffff_ffff) | 0
  for (let left = sizeBytes; left > 0; ) {
    const pieceBytes = Math.min(left, pieceBytesMax)
    const words = new Int32Array(Math.ceil(pieceBytes / 4))
    for (let i = 0; i < words.length; i++) {
      // xorshift32: the full generator costs too much for gigabytes.
      x ^= x << 13
      x ^= x >>> 17
      x ^= x << 5
      words[i] = x
    }
    yield Buffer.from(words.buffer, 0, pieceBytes)
    left -= pieceBytes
  }
}
