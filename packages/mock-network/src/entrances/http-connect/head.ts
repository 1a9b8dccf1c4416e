import type { Refusal } from './responses.ts'

/** A request's head as it came, names in lower case. */
export interface Head {
  readonly method: string
  readonly target: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

const fieldCountMax = 100
const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const isToken = new RegExp(`^${token}$`)
const requestLine = new RegExp(`^(${token}) ([!-~]+) HTTP/(\\d)[.]\\d$`)
/** No control character but the tab (RFC 9110 5.5). */
const isFieldValue = /^[\t -~\x80-\xff]*$/

/** Whether the first byte can begin a request at all: that of TLS or SOCKS at the wrong door cannot. */
export const mayBegin = (byte: number): boolean => isToken.test(String.fromCharCode(byte))

/** Parses a head (RFC 9112 2 to 5): its lines without the empty one at the end. */
export function parseHead(lines: readonly string[]): Head | Refusal {
  const [first = '', ...rest] = lines
  const [, method, target, major] = requestLine.exec(first) ?? []
  if (method === undefined || target === undefined)
    return {
      status: 400,
      sentence: 'Expected a line such as: CONNECT support.example.com:443 HTTP/1.1',
    }
  if (major !== '1') return { status: 505, sentence: 'This door speaks HTTP/1.1.' }
  if (rest.length > fieldCountMax)
    return { status: 431, sentence: `Expected ${fieldCountMax} header fields at most.` }
  const fields: { name: string; value: string }[] = []
  for (const [index, line] of rest.entries()) {
    const field = fieldOf(line)
    if (field === undefined)
      return { status: 400, sentence: `Header field ${index + 1} is none: expected "name: value".` }
    fields.push(field)
  }
  return { method, target, fields }
}

function fieldOf(line: string): { name: string; value: string } | undefined {
  const colon = line.indexOf(':')
  const name = line.slice(0, Math.max(0, colon))
  const value = line.slice(colon + 1)
  if (!isToken.test(name) || !isFieldValue.test(value)) return undefined
  return { name: name.toLowerCase(), value: value.trim() }
}
