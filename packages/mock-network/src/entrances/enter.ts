import type { Socket } from 'node:net'

/** Where programs from outside the lab come from, unless they name an office (NET-08). */
export { outside } from '@understudy/network-model'

/** How an attempt to reach a host of the lab ended. */
export type EnterResult =
  /** The connection is there: from now on `client` is the network's. */
  | 'open'
  /** Nobody in the lab's network has that name. */
  | 'unknown-host'
  /** Nothing listens on that port. */
  | 'refused'
  /** The network gave up; an attempt that only ever waits need not answer at all. */
  | 'no-answer'

/**
 * Dials a host (a name, an IPv4 or an IPv6 address) of the lab from `origin` and joins `client` to it.
 * `client` comes paused; what it has sent behind its request has been put back into it. `open` is told
 * before the first byte of the appliance is handed on, so that a proxy's answer comes before it. Until
 * then and after any other result `client` stays the caller's, who ends the attempt by destroying it.
 */
export type Enter = (
  origin: string,
  host: string,
  port: number,
  client: Socket,
) => Promise<EnterResult>
