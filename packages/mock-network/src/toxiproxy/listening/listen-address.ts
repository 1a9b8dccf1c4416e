import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { AddressError, type HostPort, joinHostPort, parseHostPort } from './host-port.ts'

/**
 * `loopback`: an all-interfaces address means 127.0.0.1, and other interfaces are refused (NET-11). `any`: whatever the
 * client asks for, as in Toxiproxy.
 */
export type Exposure = 'loopback' | 'any'

/**
 * The address that a `listen` text means, resolved as Go does: names become addresses, IPv4 first. Throws {@link
 * AddressError}.
 */
export async function resolveListen(listen: string, exposure: Exposure): Promise<HostPort> {
  const { host, port } = parseHostPort(listen)
  return { host: await addressOf(host, exposure), port }
}

/** Throws {@link AddressError} if no socket may be bound to it. */
export function assertBindable(address: HostPort, exposure: Exposure): void {
  if (exposure === 'any' || isLoopback(address.host)) return
  throw new AddressError(`listen tcp ${joinHostPort(address)}: bind: permission denied`)
}

async function addressOf(host: string, exposure: Exposure): Promise<string> {
  const isEverywhere = ['', '0.0.0.0', '::'].includes(host)
  if (isEverywhere) return exposure === 'loopback' ? '127.0.0.1' : host
  if (host === 'localhost') return '127.0.0.1'
  if (isIP(host) !== 0) return host
  try {
    const found = await lookup(host, { all: true })
    const address = (found.find(({ family }) => family === 4) ?? found[0])?.address
    if (address !== undefined) return address
  } catch {
    // Whatever the resolver's reason, the name is of no use.
  }
  throw new AddressError(`lookup ${host}: no such host`)
}

const isLoopback = (host: string): boolean => /^127\./.test(host) || host === '::1'
