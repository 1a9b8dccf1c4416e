import type { Chain } from '@understudy/network-model'
import type { Scheduler } from '../scheduler/scheduler.ts'

/** What a direction of a flow needs to know of the network. */
export interface PathState {
  readonly scheduler: Scheduler
  readonly latencyMs: number
  /** Whether bytes that the one sends reach the other now. */
  carriesFrom(from: string, to: string): boolean
  /** Whether no fault is on what the one sends to the other. */
  isPlain(from: string, to: string): boolean
  /** The faults that a direction of a connection meets; null = none, which is the rule. */
  chainOf(way: Way): Chain | null
  /** Takes over what has changed of the faults of that direction. */
  changeChain(chain: Chain, way: Way): void
  /** Faults have dealt with that connection; each is counted once. */
  noteTouched(connection: PathConnection, faults: readonly string[]): void
}

/** What faults know a connection by. */
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
