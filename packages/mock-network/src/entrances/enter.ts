import type { Socket } from 'node:net'

/** Where programs from outside the lab come from, unless they name an office (NET-08). */
export { outside } from '@understudy/network-model'

/** How an attempt to reach a host of the lab ended. */
export type EnterResult =
  /** The connection is open: from now on `client` belongs to the network. */
  | 'open'
  /** Nobody in the lab's network has that name. */
  | 'unknown-host'
  /** Nothing listens on that port. */
  | 'refused'
  /** The network gave up; while it only waits, it need not answer at all. */
  | 'no-answer'

/**
 * Dials a host (a name, an IPv4 or an IPv6 address) of the lab from `origin` and joins `client` to it. `client` is
 * paused, and what it sent after its request is put back into it. `open` is reported before the appliance's first byte,
 * so that a proxy's answer comes first. Until then, and after any other result, `client` stays with the caller, who
 * ends the attempt by destroying it.
 */
export type Enter = (
  origin: string,
  host: string,
  port: number,
  client: Socket,
) => Promise<EnterResult>
