import { hostNameOf } from '../host-name.ts'
import { canonicalIpv6 } from '../ip-address.ts'

/** `host:port` with a name, an IPv4 address or an IPv6 one in brackets (RFC 9112 3.2.3). */
export function authorityOf(text: string): { host: string; port: number } | undefined {
  const [, bracketed, plain = '', digits] =
    /^(?:\[([^[\]]*)\]|([^[\]:]*)):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (digits === undefined || port < 1 || port > 65_535) return undefined
  // An IPv4 address has the form of a name, too.
  const host = bracketed === undefined ? hostNameOf(plain) : canonicalIpv6(bracketed)
  return host === undefined ? undefined : { host, port }
}
