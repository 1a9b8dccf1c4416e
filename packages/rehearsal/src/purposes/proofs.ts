import { type ConductorEvent, type LabEvent, unreachable } from '@understudy/shared'
import type { RehearsalPlan } from '../conductor/contract.ts'
import { type Intention, intentionsOf } from './purposes-of.ts'

type Missed = Extract<ConductorEvent, { name: 'purpose-missed' }>

/**
 * Watches whether what the runbook sets out to do really happens (REH-08): each appliance it updates installs
 * something, each swing leads the site there, each role is taken. Passed steps prove none of that.
 */
export class Proofs {
  readonly #plan: RehearsalPlan
  readonly #installed = new Set<string>()
  readonly #ledTo = new Set<string>()
  readonly #rolesTaken = new Set<string>()
  #watching = false

  constructor(plan: RehearsalPlan) {
    this.#plan = plan
  }

  /** The first window begins: preparing the lab proves nothing. */
  begin(): void {
    this.#watching = true
  }

  observe(event: LabEvent): void {
    if (!this.#watching) return
    switch (event.name) {
      case 'update-finished':
        this.#installed.add(event.source)
        return
      case 'role-changed':
        this.#rolesTaken.add(`${event.source} ${event.to}`)
        return
      case 'site-leads-to':
        for (const name of [event.appliance ?? '', ...(event.others ?? [])]) this.#ledTo.add(name)
        return
      default:
        return
    }
  }

  /** What never happened, in a runbook that was played to its end. */
  missed(): readonly Missed[] {
    const intentions = intentionsOf(this.#plan.runbook, this.#plan.lab)
    const missed = intentions
      .filter((intention) => !this.#isProved(intention))
      .map((intention) => this.#missedOf(intention))
    if (intentions.some(({ purpose }) => purpose === 'check')) return missed
    return [...missed, nothingChecked]
  }

  #isProved(intention: Intention): boolean {
    switch (intention.purpose) {
      case 'installation':
        return this.#installed.has(intention.on)
      case 'swing':
        return this.#ledTo.has(intention.to)
      case 'role':
        return this.#rolesTaken.has(`${intention.of} ${intention.role}`)
      case 'check':
        // Its step has passed, or the runbook would not have reached its end.
        return true
      default:
        return unreachable(intention)
    }
  }

  #missedOf(intention: Intention): Missed {
    const { purpose, step } = intention
    return { name: 'purpose-missed', purpose, step, message: this.#sentenceOf(intention) }
  }

  #sentenceOf(intention: Intention): string {
    const { step } = intention
    const { base, site } = this.#plan.lab.target
    switch (intention.purpose) {
      case 'installation':
        return `Step ${step} is there to update ${nameOf(intention.on)}, and nothing was installed on it: it had the lab's target, Base ${base} and Bomgar-${site}, already.`
      case 'swing':
        return `Step ${step} is there to lead the site to ${nameOf(intention.to)}, and the site never led there.`
      case 'role':
        return `Step ${step} is there to make ${nameOf(intention.of)} ${intention.role}, and it never took that role.`
      case 'check':
        return nothingChecked.message
      default:
        return unreachable(intention)
    }
  }
}

const nothingChecked: Missed = {
  name: 'purpose-missed',
  purpose: 'check',
  step: '',
  message:
    'No step of the runbook checks anything: none has a test, until, check, sameKey or update.',
}

const nameOf = (appliance: string): string => appliance.toUpperCase()
