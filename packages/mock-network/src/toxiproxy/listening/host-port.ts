import { servicePort } from './service-names.ts'

/** Where something listens or is dialled, as Go's net package reads "host:port". */
export interface HostPort {
  readonly host: string
  readonly port: number
}

/** Go's words for an invalid address; `listen` and `dial` put their own words before them. */
export class AddressError extends Error {}

/**
 * Reads `host:port`, `[v6]:port` or `:port`, where the port may be a service's name; empty = any host, any port. Throws
 * {@link AddressError}.
 */
export function parseHostPort(address: string): HostPort {
  if (address === '') return { host: '', port: 0 }
  const { host, port } = splitHostPort(address)
  return { host, port: portOf(port) }
}

/** Puts an IPv6 host into brackets. */
export const joinHostPort = ({ host, port }: HostPort): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`

function splitHostPort(address: string): { readonly host: string; readonly port: string } {
  const colon = address.lastIndexOf(':')
  if (colon < 0) throw broken(address, 'missing port in address')
  const port = address.slice(colon + 1)
  if (!address.startsWith('[')) {
    const host = address.slice(0, colon)
    if (host.includes(':')) throw broken(address, 'too many colons in address')
    if (host.includes('[')) throw broken(address, "unexpected '[' in address")
    if (address.includes(']')) throw broken(address, "unexpected ']' in address")
    return { host, port }
  }
  const end = address.indexOf(']')
  if (end < 0) throw broken(address, "missing ']' in address")
  if (end + 1 === address.length) throw broken(address, 'missing port in address')
  if (end + 1 !== colon) {
    const isColon = address[end + 1] === ':'
    throw broken(address, isColon ? 'too many colons in address' : 'missing port in address')
  }
  const host = address.slice(1, end)
  if (host.includes('[')) throw broken(address, "unexpected '[' in address")
  return { host, port }
}

function portOf(port: string): number {
  if (port === '') return 0
  const number = /^[+-]?\d+$/.test(port) ? Number(port) : servicePort(port)
  if (number === undefined) throw new AddressError(`lookup tcp/${port}: unknown port`)
  if (number >= 0 && number <= 65_535) return number
  throw broken(port, 'invalid port')
}

const broken = (address: string, why: string) => new AddressError(`address ${address}: ${why}`)
