import type { Epoch } from '../roles.ts'
import type { ApplianceEvent } from './appliance-events.ts'

/** Events from the witness (docs/FAILOVER.md). Renewals are not told: they come several times within a timeout. */
export type WitnessEvent =
  | { name: 'witness-started'; hostname: string; votes: number }
  | { name: 'vote-given'; relationship: string; guid: string; epoch: Epoch }
  | { name: 'vote-refused'; relationship: string; guid: string; epoch: Epoch; reason: string }
  | { name: 'relationship-left'; relationship: string; guid: string; epoch: Epoch }

/** What the core of a host records. */
export type HostEvent = ApplianceEvent | WitnessEvent
