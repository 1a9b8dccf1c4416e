import type { EnterResult } from '../enter.ts'

/** Why a request was turned away: its status, and a sentence for the body. */
export interface Refusal {
  readonly status: 400 | 405 | 407 | 408 | 431 | 502 | 504 | 505
  readonly sentence: string
}

const phrases = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
  502: 'Bad Gateway',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
} as const satisfies Record<Refusal['status'], string>

const headersOf: Readonly<Partial<Record<Refusal['status'], string>>> = {
  405: 'Allow: CONNECT\r\n',
  407: 'Proxy-Authenticate: Basic realm="office"\r\n',
}

/** From here on the connection is a tunnel, so the answer has no content (RFC 9110 9.3.6). */
const established = 'HTTP/1.1 200 Connection established\r\n\r\n'

/** `where` is the host and port as the request has them. */
export function resultResponse(result: EnterResult, where: string): Uint8Array {
  switch (result) {
    case 'open':
      return bytesOf(established)
    case 'unknown-host':
      return refusalResponse({
        status: 502,
        sentence: `Nobody in the lab's network has the name or address of ${where}.`,
      })
    case 'refused':
      return refusalResponse({ status: 502, sentence: `Nothing listens at ${where}.` })
    case 'no-answer':
      return refusalResponse({ status: 504, sentence: `There was no answer from ${where}.` })
  }
}

export function refusalResponse({ status, sentence }: Refusal): Uint8Array {
  const body = `${sentence}\n`
  return bytesOf(
    `HTTP/1.1 ${status} ${phrases[status]}\r\n${headersOf[status] ?? ''}` +
      'Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8')
