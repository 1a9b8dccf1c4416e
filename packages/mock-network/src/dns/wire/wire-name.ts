/** A name in a message. */
export interface WireName {
  /** As people write it, in the message's case, without the final dot; the root is "". */
  readonly text: string
  /** Uncompressed, in the message's case. */
  readonly wire: Buffer
  /** Where the message continues. */
  readonly end: number
}

const nameBytesMax = 255
/** Longer chains of pointers are refused, so that nobody can make reading expensive (SEC-03). */
const pointersMax = 32

/**
 * Reads a name, compressed or not (RFC 1035 4.1.4). Undefined: it runs past the message, is too long, or has a pointer
 * that does not point backwards.
 */
export function readName(message: Buffer, start: number): WireName | undefined {
  const labels: Buffer[] = []
  let at = start
  let lowest = start
  let end: number | undefined
  let bytes = 1
  for (let pointers = 0; ; ) {
    const length = message[at]
    if (length === undefined) return undefined
    if (length === 0) break
    if (length >= 0xc0) {
      const target = at + 1 < message.length ? message.readUInt16BE(at) & 0x3fff : lowest
      if (target >= lowest || ++pointers > pointersMax) return undefined
      end ??= at + 2
      at = target
      lowest = target
      continue
    }
    bytes += length + 1
    if (length > 63 || bytes > nameBytesMax || at + 1 + length > message.length) return undefined
    labels.push(message.subarray(at, at + 1 + length))
    at += 1 + length
  }
  const wire = Buffer.concat([...labels, Buffer.of(0)])
  return { text: labels.map(labelText).join('.'), wire, end: end ?? at + 1 }
}

/** The form used to compare and sign: lower case (RFC 4034 6.2). Length octets are below "A". */
export function canonicalWire(wire: Buffer): Buffer {
  return Buffer.from(wire.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)))
}

/** An ordinary host name, uncompressed. */
export function wireOf(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.')
  const parts = labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`))
  return Buffer.concat([...parts, Buffer.of(0)])
}

/** Escapes what cannot be in a host name (RFC 4343 2.1), so that a label "a.b" is not read as two. */
function labelText(label: Buffer): string {
  const text = label.toString('latin1', 1)
  return text.replace(/[^A-Za-z0-9_-]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`)
}
