import type { LabEvent } from '@understudy/shared'
import type { Stage } from '../nemesis/stage.ts'
import { pairNames } from '../schedule/lab-options.ts'

/** What begins or ends a trouble of a process or a path. */
const troubles: readonly LabEvent['name'][] = [
  'fault-began',
  'fault-ended',
  'appliance-started',
  'witness-started',
  'update-started',
  'update-finished',
  'update-interrupted',
  'power-lost',
  'power-back',
]

/** Since when nothing has been wrong with any path or process: laws that ask what the two must have found by then. */
export class QuietTime {
  readonly #stage: Stage
  readonly #faults = new Set<string>()
  #sinceMs: number

  constructor(stage: Stage) {
    this.#stage = stage
    this.#sinceMs = stage.nowMs
  }

  /** Looks at the processes too: while everything is healed no step may come for half a minute. */
  onEvent(event: LabEvent): void {
    this.onStep()
    if (event.name === 'fault-began') this.#faults.add(event.fault)
    else if (event.name === 'fault-ended') this.#faults.delete(event.fault)
    if (troubles.includes(event.name)) this.#sinceMs = event.atMs
  }

  onStep(): void {
    if (!pairNames.every((name) => this.#stage.isAtWork(name))) this.#sinceMs = this.#stage.nowMs
  }

  /** null = something is wrong now. */
  get sinceMs(): number | null {
    return this.#faults.size === 0 ? this.#sinceMs : null
  }
}
