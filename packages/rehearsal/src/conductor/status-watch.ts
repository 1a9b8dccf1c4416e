import { applianceEventTraits, type EventTraits, type LabEvent } from '@understudy/shared'
import type { Subject } from '../runbook/schema.ts'
import type { Condition, Status } from './conditions.ts'
import type { ConductorInput } from './contract.ts'
import type { Stage } from './stage.ts'

/** What is known about one appliance, or about the network. */
interface View {
  readonly of: Subject
  status: Status | null
  /** Why there is no status. */
  problem: string
  /** The status call under way; never two at a time. */
  call: string | null
  /** Something happened since the status was asked for. */
  overtaken: boolean
}

const traits: Readonly<Partial<Record<LabEvent['name'], EventTraits>>> = applianceEventTraits

/** Keeps the statuses that some conditions depend on as fresh as the events demand. */
export class StatusWatch {
  readonly #stage: Stage
  readonly #conditions: readonly Condition[]
  readonly #views: readonly View[]

  constructor(stage: Stage, conditions: readonly Condition[]) {
    this.#stage = stage
    this.#conditions = conditions
    this.#views = [...new Set(conditions.map((c) => c.of))].map((of) => ({
      of,
      status: null,
      problem: 'its status was not told',
      call: null,
      overtaken: true,
    }))
  }

  /** Asks for every outdated status that is not being asked for already. */
  refresh(): void {
    for (const view of this.#views) {
      if (!view.overtaken || view.call !== null) continue
      view.call = this.#ask(view.of)
      view.overtaken = false
    }
  }

  take(input: ConductorInput): void {
    for (const view of this.#views) {
      if (input.kind === 'event') {
        const concerned =
          input.event.source === view.of && traits[input.event.name]?.isNoise !== true
        if (concerned) view.overtaken = true
        continue
      }
      const answer = answerIn(input)
      if (answer === undefined || answer.call !== view.call) continue
      view.call = null
      view.status = answer.status
      view.problem = answer.problem
    }
  }

  overtake(): void {
    for (const view of this.#views) view.overtaken = true
  }

  answered(): boolean {
    return this.#views.every((view) => view.call === null)
  }

  /** All conditions hold, and no status they rest on is outdated. */
  holds(): boolean {
    const settled = this.#views.every((view) => view.call === null && !view.overtaken)
    return settled && this.#unmet().length === 0
  }

  evidence(): readonly string[] {
    return this.#conditions.map((condition) => this.#found(condition))
  }

  /** What does not hold; everything, if that is not known. */
  expected(): string {
    const unmet = this.#unmet()
    return (unmet.length > 0 ? unmet : this.#conditions).map((c) => c.expected).join('; ')
  }

  found(): string {
    const unmet = this.#unmet()
    const sentences = (unmet.length > 0 ? unmet : this.#conditions).map((c) => this.#found(c))
    return [...new Set(sentences)].join('; ')
  }

  #ask(of: Subject): string {
    return this.#stage.ask(of, of === 'network' ? 'network-status' : 'status', {})
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
    const problem = this.#views.find((v) => v.of === condition.of)?.problem ?? ''
    return `${condition.of}: ${problem}`
  }

  #statusFor({ of }: Condition): Status | null {
    return this.#views.find((view) => view.of === of)?.status ?? null
  }
}

interface StatusAnswer {
  readonly call: string
  readonly status: Status | null
  readonly problem: string
}

function answerIn(input: ConductorInput): StatusAnswer | undefined {
  if (input.kind !== 'answer') return undefined
  const { call, outcome } = input
  return outcome.ok
    ? { call, status: outcome.value as Status, problem: '' }
    : { call, status: null, problem: outcome.refusal.message }
}
