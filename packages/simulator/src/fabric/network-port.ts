import type { Route } from '@understudy/network-model'
import type { Heartbeat } from '@understudy/shared'
import type { Flows } from './flows.ts'
import type { PathState } from './path-state.ts'

/** A route to a host that answers. */
export type Reached = Extract<Route, { kind: 'to' }>

/** What connections ask of the network: where a new one leads, and what its path is like. */
export interface NetworkPort extends PathState {
  readonly tlsPort: number
  readonly siteHostname: string
  /** The authority that clients trust, and no other. */
  readonly authority: string
  readonly flows: Flows
  /** Of the clients' connections. */
  readonly heartbeat: Heartbeat
  /** Which host a packet meets, on a connection made to that address; null = none (NET-12). */
  meets(origin: string, to: Pick<Reached, 'address' | 'via'>): string | null
  /** A SYN from that origin to that host name or address, as it arrives; `isRepeat`: one sent again. */
  dial(origin: string, host: string, port: number, isRepeat: boolean): Route
}
