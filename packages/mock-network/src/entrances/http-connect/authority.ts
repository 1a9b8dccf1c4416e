import { dialledHostOf } from '../dialled-host.ts'

/** `host:port` with a name, an IPv4 address or an IPv6 one in brackets (RFC 9112 3.2.3). */
export function authorityOf(text: string): { host: string; port: number } | undefined {
  const [, where, digits] = /^(\[[^[\]]*\]|[^[\]:]*):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (where === undefined || port < 1 || port > 65_535) return undefined
  const host = dialledHostOf(where)
  return host === undefined ? undefined : { host, port }
}
