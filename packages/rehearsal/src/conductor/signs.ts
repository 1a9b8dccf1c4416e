import type { EventName, LabEvent } from '@understudy/shared'
import type { ConductorInput } from './contract.ts'
import type { Stage } from './stage.ts'

/**
 * Events that may take the site away from somebody or bring it back: the probes then ask at once, so that the edges of
 * an outage are known to a few milliseconds without probing densely all the time (CLI-08).
 */
const signs: ReadonlySet<EventName> = new Set([
  'traffic-owner',
  'site-leads-to',
  'office-moved',
  'role-changed',
  'appliance-started',
  'update-started',
  'update-finished',
  'update-interrupted',
  'path-cut',
  'path-healed',
  'fault-began',
  'fault-ended',
])

/** Makes the probes ask when something happens, beside the steps, which do not wait for it. */
export class Signs {
  readonly #stage: Stage
  #begun = false
  #toldAtMs = Number.NEGATIVE_INFINITY

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** The first window begins. */
  begin(): void {
    this.#begun = true
  }

  /** Every input of the rehearsal comes through here too. */
  take(input: ConductorInput): void {
    if (!this.#begun || input.kind !== 'event' || !isSign(input.event)) return
    // The first sign in one instant is enough.
    if (this.#toldAtMs === this.#stage.nowMs) return
    this.#toldAtMs = this.#stage.nowMs
    this.#stage.ask('clients', 'probe-now', {})
  }
}

const isSign = (event: LabEvent): boolean => signs.has(event.name)
