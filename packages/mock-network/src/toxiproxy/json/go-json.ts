import type { JsonValue } from './json-value.ts'

/** Deeper nesting is refused: the parser's own stack is bounded. */
const depthMax = 500

/** Worded as Go's encoding/json does; clients see it after "bad request body: ". */
export class GoJsonError extends Error {}

/**
 * Reads the first JSON value of a body the way Go's json.Decoder does (NET-10): what follows it is ignored, and
 * complaints are Go's. Throws only {@link GoJsonError}.
 */
export function readFirstJson(body: Uint8Array): JsonValue {
  return new Reader(body).first()
}

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const codeOf = (character: string): number => character.charCodeAt(0)

class Reader {
  readonly #bytes: Uint8Array
  #at = 0
  #depth = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  first(): JsonValue {
    while (isSpace(this.#bytes[this.#at] ?? 0)) this.#at++
    if (this.#at >= this.#bytes.length) throw new GoJsonError('EOF')
    return this.#value()
  }

  #value(): JsonValue {
    const byte = this.#nextSolid()
    switch (String.fromCharCode(byte)) {
      case '{':
        return this.#nested(() => this.#object())
      case '[':
        return this.#nested(() => this.#array())
      case '"':
        return { kind: 'string', value: this.#string() }
      case 't':
        this.#word('true')
        return { kind: 'bool', value: true }
      case 'f':
        this.#word('false')
        return { kind: 'bool', value: false }
      case 'n':
        this.#word('null')
        return { kind: 'null' }
      default:
        if (byte === codeOf('-') || isDigit(byte)) return this.#number(byte)
        throw invalid(byte, 'looking for beginning of value')
    }
  }

  #nested(read: () => JsonValue): JsonValue {
    this.#depth++
    if (this.#depth > depthMax) throw new GoJsonError('exceeded max depth')
    const value = read()
    this.#depth--
    return value
  }

  #object(): JsonValue {
    const entries: [string, JsonValue][] = []
    let byte = this.#nextSolid()
    if (byte === codeOf('}')) return { kind: 'object', entries }
    for (;;) {
      if (byte !== codeOf('"')) throw invalid(byte, 'looking for beginning of object key string')
      const key = this.#string()
      const colon = this.#nextSolid()
      if (colon !== codeOf(':')) throw invalid(colon, 'after object key')
      entries.push([key, this.#value()])
      const end = this.#nextSolid()
      if (end === codeOf('}')) return { kind: 'object', entries }
      if (end !== codeOf(',')) throw invalid(end, 'after object key:value pair')
      byte = this.#nextSolid()
    }
  }

  #array(): JsonValue {
    const items: JsonValue[] = []
    if (this.#nextSolid() === codeOf(']')) return { kind: 'array', items }
    this.#at--
    for (;;) {
      items.push(this.#value())
      const end = this.#nextSolid()
      if (end === codeOf(']')) return { kind: 'array', items }
      if (end !== codeOf(',')) throw invalid(end, 'after array element')
    }
  }

  /** The opening quote is read. */
  #string(): string {
    const from = this.#at
    let hasEscapes = false
    for (;;) {
      const byte = this.#next()
      if (byte === codeOf('"')) break
      if (byte < 0x20) throw invalid(byte, 'in string literal')
      if (byte !== codeOf('\\')) continue
      hasEscapes = true
      this.#escape()
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      this.#bytes.subarray(from, this.#at - 1),
    )
    return hasEscapes ? unescaped(text) : text
  }

  #escape(): void {
    const byte = this.#next()
    const letter = String.fromCharCode(byte)
    if (letter !== 'u') {
      if (!'bfnrt\\/"'.includes(letter)) throw invalid(byte, 'in string escape code')
      return
    }
    for (let i = 0; i < 4; i++) {
      const digit = this.#next()
      if (!/[0-9a-f]/i.test(String.fromCharCode(digit))) {
        throw invalid(digit, 'in \\u hexadecimal character escape')
      }
    }
  }

  #number(first: number): JsonValue {
    const from = this.#at - 1
    const lead = first === codeOf('-') ? this.#next() : first
    if (!isDigit(lead)) throw invalid(lead, 'in numeric literal')
    if (lead !== codeOf('0')) this.#digits()
    if (this.#skips('.')) this.#digits('after decimal point in numeric literal')
    if (this.#skips('e') || this.#skips('E')) {
      if (!this.#skips('+')) this.#skips('-')
      this.#digits('in exponent of numeric literal')
    }
    const digits = String.fromCharCode(
      ...this.#bytes.subarray(from, Math.min(this.#at, from + 400)),
    )
    return { kind: 'number', digits }
  }

  /** Reads digits; with `missing`, at least one is needed and that is the complaint. */
  #digits(missing?: string): void {
    if (missing !== undefined) {
      const byte = this.#next()
      if (!isDigit(byte)) throw invalid(byte, missing)
    }
    while (isDigit(this.#bytes[this.#at] ?? 0)) this.#at++
  }

  #skips(character: string): boolean {
    if (this.#bytes[this.#at] !== codeOf(character)) return false
    this.#at++
    return true
  }

  /** The first letter is read. */
  #word(word: string): void {
    for (const letter of word.slice(1)) {
      const byte = this.#next()
      if (byte !== codeOf(letter)) {
        throw invalid(byte, `in literal ${word} (expecting '${letter}')`)
      }
    }
  }

  #nextSolid(): number {
    for (;;) {
      const byte = this.#next()
      if (!isSpace(byte)) return byte
    }
  }

  #next(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new GoJsonError('unexpected EOF')
    this.#at++
    return byte
  }
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Half of a pair of surrogates becomes U+FFFD, as in Go. */
function unescaped(text: string): string {
  return (JSON.parse(`"${text}"`) as string).replace(loneSurrogate, '\ufffd')
}

function invalid(byte: number, where: string): GoJsonError {
  return new GoJsonError(`invalid character ${quoted(byte)} ${where}`)
}

/** Go quotes the byte as a character constant. */
function quoted(byte: number): string {
  if (byte === codeOf("'")) return `'\\''`
  if (byte === codeOf('"')) return `'"'`
  if (byte === codeOf('\\')) return `'\\\\'`
  const short = goEscapes[byte]
  if (short !== undefined) return `'${short}'`
  const hex = byte.toString(16).padStart(2, '0')
  if (byte < 0x20 || byte === 0x7f) return `'\\x${hex}'`
  if ((byte >= 0x80 && byte <= 0xa0) || byte === 0xad) return `'\\u00${hex}'`
  return `'${String.fromCharCode(byte)}'`
}

const goEscapes: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}
