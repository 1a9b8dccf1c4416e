/** Text as UTF-8 (RFC 3629); half a surrogate pair becomes U+FFFD, as everywhere that encodes. */
export function utf8Of(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const scalar = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (scalar < 0x80) bytes.push(scalar)
    else if (scalar < 0x800) bytes.push(0xc0 | (scalar >> 6), tail(scalar))
    else if (scalar < 0x10000) bytes.push(0xe0 | (scalar >> 12), tail(scalar >> 6), tail(scalar))
    else bytes.push(0xf0 | (scalar >> 18), tail(scalar >> 12), tail(scalar >> 6), tail(scalar))
  }
  return Uint8Array.from(bytes)
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f)

/** The bytes as text; what is no UTF-8 becomes U+FFFD, a byte at a time. */
export function textOfUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const [point, length] = characterAt(bytes, at)
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

/** The code point that begins there, and in how many bytes. */
function characterAt(bytes: Uint8Array, at: number): readonly [point: number, length: number] {
  const first = bytes[at] ?? 0
  if (first < 0x80) return [first, 1]
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  const rest = bytes.subarray(at + 1, at + length)
  const isWhole = rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80)
  if (length === 1 || !isWhole) return [0xfffd, 1]
  const point = rest.reduce((bits, byte) => (bits << 6) | (byte & 0x3f), first & (0x7f >> length))
  const isScalar = point >= (leastPoints[length] ?? 0) && point <= 0x10ffff
  return isScalar && (point < 0xd800 || point > 0xdfff) ? [point, length] : [0xfffd, 1]
}

/** The least code point that needs so many bytes; a shorter one in as many is malformed. */
const leastPoints = [0, 0, 0x80, 0x800, 0x10000]
