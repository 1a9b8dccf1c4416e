const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...digits].map((digit, value) => [digit, value]))

/** Base64 with padding (RFC 4648 4). */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const count = Math.min(3, bytes.length - i) + 1
    for (let digit = 0; digit < 4; digit++)
      text += digit < count ? digits[(bits >>> (18 - 6 * digit)) & 63] : '='
  }
  return text
}

/** The bytes; undefined unless the text is exactly what {@link base64Of} makes of some bytes. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let [bits, at] = [0, 0]
  for (let i = 0; i < text.length - padding; i++) {
    const value = values.get(text[i] ?? '')
    if (value === undefined) return undefined
    bits = ((bits << 6) | value) & 0xffffff
    // After each digit but the first of four, eight more bits are whole.
    if (i % 4 > 0) bytes[at++] = (bits >>> (6 - 2 * (i % 4))) & 255
  }
  const unused = padding === 2 ? 15 : padding === 1 ? 3 : 0
  return (bits & unused) === 0 ? bytes : undefined
}
