import type { Chain } from '@understudy/network-model'
import type { Scheduler } from '../scheduler/scheduler.ts'

/** What a direction of a flow needs to know of the network. */
export interface PathState {
  readonly scheduler: Scheduler
  readonly latencyMs: number
  /** Whether bytes that `from` sends reach `to` now. */
  carriesFrom(from: string, to: string): boolean
  /** Whether there is no fault on what `from` sends to `to`. */
  isPlain(from: string, to: string): boolean
  /** The faults that a direction of a connection meets; null = none, the usual case. */
  chainOf(way: Way): Chain | null
  /** Applies what has changed in the faults of that direction. */
  changeChain(chain: Chain, way: Way): void
  /** These faults have touched that connection; each is counted once. */
  noteTouched(connection: PathConnection, faults: readonly string[]): void
}

/** What faults need to know of a connection. */
export interface PathConnection {
  readonly name: string
  /** The faults that have touched it. */
  readonly touchedBy: Set<string>
}

/** One direction of a connection. */
export interface Way {
  readonly connection: PathConnection
  readonly direction: 'upstream' | 'downstream'
  readonly from: string
  readonly to: string
}

export const connectionNamed = (name: string): PathConnection => ({ name, touchedBy: new Set() })
