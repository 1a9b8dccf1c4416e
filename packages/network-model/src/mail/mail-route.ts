import { mailHost, smtpPort } from '@understudy/shared'
import type { Route } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'

/**
 * Where a connection to the mail host goes. It stands beyond the segment, as the update server does: nobody claims its
 * address, and only the path to it matters.
 */
export function mailRouteOf(
  { paths, faults }: Pick<NetworkParts, 'paths' | 'faults'>,
  origin: string,
  port: number,
  isRepeat: boolean,
): Route {
  if (!paths.carries(origin, mailHost)) {
    if (!isRepeat) faults.noteCut(origin, mailHost)
    return { kind: 'black-hole', addresses: [mailHost] }
  }
  if (port !== smtpPort) return { kind: 'refused' }
  return { kind: 'to', appliance: mailHost, address: mailHost, via: null }
}
