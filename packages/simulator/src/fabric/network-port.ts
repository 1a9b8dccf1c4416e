import type { Flows } from './flows.ts'
import type { PathState } from './pipe.ts'

/** What connections ask of the network: where a name leads now, and whether the way is whole. */
export interface NetworkPort extends PathState {
  readonly tlsPort: number
  readonly flows: Flows
  /** The virtual address of a name or address, or undefined where nobody knows it. */
  resolve(host: string): string | undefined
  /** The appliance that a new flow from that host to that address reaches now; null = a black hole. */
  route(from: string, address: string): string | null
}
