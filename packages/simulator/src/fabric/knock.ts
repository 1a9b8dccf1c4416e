import { nextSynAtMs, type Route } from '@understudy/network-model'
import type { NetworkPort } from './network-port.ts'

export interface Knocking {
  readonly origin: string
  readonly host: string
  readonly port: number
  /** Asked before each attempt: whoever has given up knocks no more. */
  readonly isWanted: () => boolean
  /** Told once, when something but silence came back. */
  readonly onRoute: (route: Exclude<Route, { kind: 'black-hole' }>) => void
}

/**
 * Dials as TCP does: a SYN that is lost in a black hole is sent again, so that a connection comes
 * about when the path heals or the neighbour's cache ages before the caller gives up.
 */
export function knock(network: NetworkPort, knocking: Knocking): void {
  const dialledAtMs = network.scheduler.nowMs + network.latencyMs
  const attempt = (repeats: number, host: string): void => {
    if (!knocking.isWanted()) return
    const route = network.dial(knocking.origin, host, knocking.port, repeats > 0)
    if (route.kind !== 'black-hole') {
      knocking.onRoute(route)
      return
    }
    const againAtMs = nextSynAtMs(dialledAtMs, repeats)
    if (againAtMs !== null)
      network.scheduler.at(againAtMs, () => attempt(repeats + 1, route.address))
  }
  network.scheduler.after(network.latencyMs, () => attempt(0, knocking.host))
}
