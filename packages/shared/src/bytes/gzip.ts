import { joinBytes } from './ascii.ts'

/** Member header without name and time; 255: the system is unknown (RFC 1952 2.3). */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
/** The largest stored block (RFC 1951 3.2.4). */
const blockBytesMax = 0xffff

/**
 * The bytes as a gzip file of one stored block: any gunzip reads it (RFC 1952), and no compressor is needed. At most
 * 65,535 bytes.
 */
export function gzipOf(bytes: Uint8Array): Uint8Array {
  const size = bytes.length
  if (size > blockBytesMax) throw new Error(`${size} bytes do not fit one stored block`)
  const complement = ~size & 0xffff
  const block = Uint8Array.of(1, size & 255, size >>> 8, complement & 255, complement >>> 8)
  return joinBytes(header, block, bytes, littleEndian(crc32(bytes)), littleEndian(size))
}

/** The same of any number of bytes: members one after another are one file too (RFC 1952 2.2). */
export function gzipFileOf(bytes: Uint8Array): Uint8Array {
  const members: Uint8Array[] = [gzipOf(bytes.subarray(0, blockBytesMax))]
  for (let from = blockBytesMax; from < bytes.length; from += blockBytesMax)
    members.push(gzipOf(bytes.subarray(from, from + blockBytesMax)))
  return joinBytes(...members)
}

/** What is in such a file; undefined if it is not exactly one that {@link gzipOf} writes. */
export function bytesOfGzip(file: Uint8Array): Uint8Array | undefined {
  const size = file.length - header.length - 5 - 8
  if (size < 0 || size > blockBytesMax) return undefined
  const bytes = file.slice(header.length + 5, header.length + 5 + size)
  const again = gzipOf(bytes)
  return again.every((byte, index) => byte === file[index]) ? bytes : undefined
}

const littleEndian = (value: number): Uint8Array =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)

/** ISO 3309, as RFC 1952 8 has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
