import type { Sink } from '@understudy/shared'
import type { Route } from '../network-effect.ts'
import type { NetworkParts } from '../network-parts.ts'

/**
 * Where a connection to a sink (the mail host, the receiver of events) goes. It stands beyond the segment, as the update
 * server does: nobody claims its address, and only the path to it matters.
 */
export function sinkRouteOf(
  { paths, faults }: Pick<NetworkParts, 'paths' | 'faults'>,
  sink: Sink,
  origin: string,
  port: number,
  isRepeat: boolean,
): Route {
  const { host } = sink
  if (!paths.carries(origin, host)) {
    if (!isRepeat) faults.noteCut(origin, host)
    return { kind: 'black-hole', addresses: [host] }
  }
  if (port !== sink.port) return { kind: 'refused' }
  return { kind: 'to', appliance: host, address: host, via: null }
}
