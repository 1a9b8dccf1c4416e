import type { Statuses } from '@understudy/console'
import {
  type ApplianceName,
  type ApplianceStatus,
  applianceEventTraits,
  type LabEvent,
  type NetworkStatus,
  type Outcome,
} from '@understudy/shared'

export interface StatusPorts {
  readonly appliances: readonly ApplianceName[]
  readonly status: (appliance: ApplianceName) => Promise<Outcome<ApplianceStatus>>
  readonly network: () => Promise<Outcome<unknown>>
  readonly nowMs: () => number
  /** Whether anybody looks; nobody is asked for nothing. */
  readonly isWatched: () => boolean
  readonly tell: (statuses: Statuses) => void
}

/** Real time: between two looks, and after an event that changes what a look shows. */
const everyMs = 2_000
const soonMs = 300

/** Asks the parts of a lab how they are: regularly, and soon after something has happened to them. */
export class StatusWatch {
  readonly #ports: StatusPorts
  #timer: NodeJS.Timeout | undefined
  #dueAtMs = Number.POSITIVE_INFINITY
  #asking = false
  #stopped = false

  constructor(ports: StatusPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#lookIn(0)
  }

  onEvent(event: LabEvent): void {
    if (changesStatus(event)) this.#lookIn(soonMs)
  }

  /** Somebody has just opened the page. */
  onViewer(): void {
    this.#lookIn(0)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #lookIn(ms: number): void {
    const atMs = performance.now() + ms
    if (this.#stopped || this.#asking || atMs >= this.#dueAtMs) return
    clearTimeout(this.#timer)
    this.#dueAtMs = atMs
    this.#timer = setTimeout(() => void this.#look(), ms)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const { appliances, status, network, nowMs, isWatched, tell } = this.#ports
    this.#asking = true
    if (isWatched()) {
      const [said, ...all] = await Promise.all([network(), ...appliances.map(status)])
      if (!this.#stopped)
        tell({
          nowMs: nowMs(),
          network: said.ok ? (said.value as NetworkStatus) : null,
          appliances: Object.fromEntries(
            appliances.map((name, i) => [name, toldBy(all[i])] as const),
          ),
        })
    }
    this.#asking = false
    this.#dueAtMs = Number.POSITIVE_INFINITY
    this.#lookIn(everyMs)
  }
}

const toldBy = (outcome: Outcome<ApplianceStatus> | undefined): ApplianceStatus | null =>
  outcome?.ok === true ? outcome.value : null

/** Faults, cables, records and addresses, and all that lasts on an appliance. */
function changesStatus({ name }: LabEvent): boolean {
  const traits = (applianceEventTraits as Readonly<Record<string, { isNoise: boolean }>>)[name]
  if (traits !== undefined) return !traits.isNoise
  return /^(site-leads-to|traffic-owner|office-moved|path-|fault-|record-|nat-|power-)/.test(name)
}
