import type { IncomingMessage } from 'node:http'

/** The characters that Go allows in a host and port (RFC 3986 3.2.2). */
const isHost = /^[A-Za-z0-9!$%&()*+,.:;=@[\]_~'-]*$/

/**
 * What is wrong with the request's Host (RFC 9112 3.2), in Go's words: HTTP/1.1 demands one, and two are never allowed.
 * Node would take the first of two. undefined = nothing.
 */
export function complaintOfHost(request: IncomingMessage): string | undefined {
  const hosts = request.rawHeaders.filter(
    (_value, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === 'host',
  )
  const [host, second] = hosts
  if (second !== undefined) return 'too many Host headers'
  if (host === undefined) return isFrom11(request) ? 'missing required Host header' : undefined
  return isHost.test(host) ? undefined : 'malformed Host header'
}

const isFrom11 = ({ httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean =>
  httpVersionMajor > 1 || (httpVersionMajor === 1 && httpVersionMinor >= 1)
