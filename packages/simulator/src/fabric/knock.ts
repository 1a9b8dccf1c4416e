import { Attempts, type Route } from '@understudy/network-model'
import type { NetworkPort } from './network-port.ts'

export interface Knocking {
  readonly origin: string
  readonly host: string
  readonly port: number
  /** Asked before each attempt: once the caller gives up, no more are made. */
  readonly isWanted: () => boolean
  /** Called once, when anything but silence comes back. */
  readonly onRoute: (route: Exclude<Route, { kind: 'black-hole' }>) => void
}

/**
 * Dials as TCP does: a SYN that is lost in a black hole is sent again, also to the name's other addresses, so that a
 * connection comes about if the path heals or the neighbour's cache ages before the caller gives up.
 */
export function knock(network: NetworkPort, knocking: Knocking): void {
  const { scheduler, latencyMs } = network
  const { origin, host, port, isWanted, onRoute } = knocking
  const dialledAtMs = scheduler.nowMs + latencyMs
  const goOn = (attempts: Attempts): void => {
    const next = attempts.take()
    if (next === undefined) return
    scheduler.at(next.atMs, () => {
      if (!isWanted()) return
      const route = network.dial(origin, next.address, port, true)
      const isOver = route.kind !== 'black-hole' && !isRefusedByOne(route, next.address, attempts)
      if (isOver) onRoute(route)
      else goOn(attempts)
    })
  }
  scheduler.after(latencyMs, () => {
    if (!isWanted()) return
    const route = network.dial(origin, host, port, false)
    if (route.kind !== 'black-hole') onRoute(route)
    else goOn(new Attempts(route.addresses, dialledAtMs))
  })
}

/** There was no connection, and the name has other addresses to try. */
const isRefusedByOne = (route: Route, address: string, attempts: Attempts): boolean =>
  route.kind !== 'to' && attempts.refused(address)
