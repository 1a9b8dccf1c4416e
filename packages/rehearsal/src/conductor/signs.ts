import type { EventName, LabEvent } from '@understudy/shared'
import type { ConductorInput } from './contract.ts'
import type { Stage } from './stage.ts'

/**
 * What may take the site away from somebody or bring it back: told of it, the probes ask at once, so that the edges of an
 * outage are known to a few milliseconds without a dense grid of probes all the while (CLI-08).
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

/** Has the probes ask when something happens, beside the steps, which do not wait for it. */
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

  /** Every input of the rehearsal passes here, too. */
  take(input: ConductorInput): void {
    if (!this.#begun || input.kind !== 'event' || !isSign(input.event)) return
    // Of what happens in one instant the first sign is enough.
    if (this.#toldAtMs === this.#stage.nowMs) return
    this.#toldAtMs = this.#stage.nowMs
    this.#stage.ask('clients', 'probe-now', {})
  }
}

const isSign = (event: LabEvent): boolean => signs.has(event.name)
