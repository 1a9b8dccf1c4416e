import type { ApplianceEvent } from './appliance-events.ts'
import type { ClientEvent } from './client-events.ts'
import type { ConductorEvent } from './conductor-events.ts'
import type { NetworkEvent } from './network-events.ts'
import type { WitnessEvent } from './witness-events.ts'

/**
 * Every event a lab can produce, in one stream for logs, audit, history, trace and report
 * (DESIGN 1). The `name` is a contract; fields carry units in their names. Nothing secret (SEC-01).
 */
export type EventBody = ApplianceEvent | NetworkEvent | ClientEvent | ConductorEvent | WitnessEvent

/** An event as it is kept: who told it and when, in lab time (ms since the Unix epoch). */
export type LabEvent = EventBody & { readonly atMs: number; readonly source: string }

export type EventName = EventBody['name']
