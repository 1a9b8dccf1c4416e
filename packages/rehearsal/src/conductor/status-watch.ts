import type { ApplianceName, ApplianceStatus, LabEvent } from '@understudy/shared'
import type { Condition } from './conditions.ts'
import type { ConductorInput } from './contract.ts'
import type { Stage } from './stage.ts'

/** What is known of one appliance. */
interface View {
  readonly appliance: ApplianceName
  status: ApplianceStatus | null
  /** Why there is no status. */
  problem: string
  /** The status call under way; never two at a time. */
  call: string | null
  /** Something happened since the status was asked for. */
  overtaken: boolean
}

/** Events that come by the session or with every call, and change nothing that is waited for. */
const noise: ReadonlySet<LabEvent['name']> = new Set<LabEvent['name']>([
  'session-recorded',
  'users-disconnected',
  'sync-progress',
  'operation-done',
  'updates-checked',
  'backup-downloaded',
])

/** Keeps the statuses that some conditions are about, as new as the events demand. */
export class StatusWatch {
  readonly #stage: Stage
  readonly #conditions: readonly Condition[]
  readonly #views: readonly View[]

  constructor(stage: Stage, conditions: readonly Condition[]) {
    this.#stage = stage
    this.#conditions = conditions
    this.#views = [...new Set(conditions.map((c) => c.appliance))].map((appliance) => ({
      appliance,
      status: null,
      problem: 'its status was not told',
      call: null,
      overtaken: true,
    }))
  }

  /** Asks for every status that was overtaken and is not being asked for already. */
  refresh(): void {
    for (const view of this.#views) {
      if (!view.overtaken || view.call !== null) continue
      view.call = this.#stage.invoke(view.appliance, 'status', {})
      view.overtaken = false
    }
  }

  take(input: ConductorInput): void {
    for (const view of this.#views) {
      if (input.kind === 'event') {
        const concerned = input.event.source === view.appliance && !noise.has(input.event.name)
        if (concerned) view.overtaken = true
      } else if (input.kind === 'answer' && input.call === view.call) {
        view.call = null
        const { outcome } = input
        view.status = outcome.ok ? (outcome.value as ApplianceStatus) : null
        view.problem = outcome.ok ? '' : outcome.refusal.message
      }
    }
  }

  overtake(): void {
    for (const view of this.#views) view.overtaken = true
  }

  answered(): boolean {
    return this.#views.every((view) => view.call === null)
  }

  /** All conditions hold, by statuses of which none is old. */
  holds(): boolean {
    const settled = this.#views.every((view) => view.call === null && !view.overtaken)
    return settled && this.#unmet().length === 0
  }

  evidence(): readonly string[] {
    return this.#conditions.map((condition) => this.#found(condition))
  }

  /** What does not hold, or all where it is not known what does. */
  expected(): string {
    const unmet = this.#unmet()
    return (unmet.length > 0 ? unmet : this.#conditions).map((c) => c.expected).join('; ')
  }

  found(): string {
    const unmet = this.#unmet()
    const sentences = (unmet.length > 0 ? unmet : this.#conditions).map((c) => this.#found(c))
    return [...new Set(sentences)].join('; ')
  }

  #unmet(): readonly Condition[] {
    return this.#conditions.filter((condition) => {
      const status = this.#statusFor(condition)
      return status === null || !condition.holds(status)
    })
  }

  #found(condition: Condition): string {
    const status = this.#statusFor(condition)
    if (status !== null) return condition.found(status)
    const problem = this.#views.find((v) => v.appliance === condition.appliance)?.problem ?? ''
    return `${condition.appliance}: ${problem}`
  }

  #statusFor({ appliance }: Condition): ApplianceStatus | null {
    return this.#views.find((view) => view.appliance === appliance)?.status ?? null
  }
}
