const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** By the code of the digit's character; -1 = it is no digit. */
const values = new Int8Array(128).fill(-1)
for (const [value, digit] of [...digits].entries()) values[digit.charCodeAt(0)] = value

/** Base64 with padding (RFC 4648 4). */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    // Beyond the end there are no bits.
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
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
    const value = values[text.charCodeAt(i)] ?? -1
    if (value === -1) return undefined
    bits = ((bits << 6) | value) & 0xffffff
    // After each digit but the first of four, eight more bits are whole.
    if (i % 4 > 0) bytes[at++] = (bits >>> (6 - 2 * (i % 4))) & 255
  }
  const unused = padding === 2 ? 15 : padding === 1 ? 3 : 0
  return (bits & unused) === 0 ? bytes : undefined
}
