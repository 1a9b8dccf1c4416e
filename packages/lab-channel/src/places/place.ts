import { type Static, Type } from 'typebox'
import { containers } from './containers.ts'
import { loopback } from './loopback.ts'

/** How a lab is laid out: where its processes listen, and where they find its hub. */
export interface Place {
  /** What a server of the lab listens on. */
  readonly host: string
  /** Where the hub's process is found; it learns where the others are from their connections. */
  readonly hubHost: string
  /** Where a process tells its metrics (LAB-04); 0 = any free port. */
  readonly metricsPort: number
}

/** As a process's configuration names it; absent = loopback (NET-11). */
export const PlaceName = Type.Union([Type.Literal('loopback'), Type.Literal('containers')])
export type PlaceName = Static<typeof PlaceName>

const places = { loopback, containers } as const satisfies Record<PlaceName, Place>

export const placeOf = (name: PlaceName = 'loopback'): Place => places[name]
