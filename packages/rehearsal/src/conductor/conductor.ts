import { assert } from '@understudy/shared'
import { plannedRunbook } from '../runbook/planned.ts'
import { Administrators } from './administrators.ts'
import type { ConductorEffect, ConductorInput, RehearsalPlan } from './contract.ts'
import { rehearse } from './rehearsal.ts'
import { Signs } from './signs.ts'
import { Stage, type Task } from './stage.ts'
import type { Awaited } from './wishes.ts'

/**
 * Plays one runbook, the same in both worlds (DESIGN 9): inputs in, effects out, no clock of its own. The plan's
 * runbook must have passed `checkRunbook`. After `finished` it answers nothing.
 */
export class Conductor {
  readonly #stage: Stage
  readonly #administrators: Administrators
  readonly #signs: Signs
  readonly #rehearsal: Task<void>
  #state: 'new' | 'playing' | 'over' = 'new'

  constructor(plan: RehearsalPlan) {
    this.#stage = new Stage({ ...plan, runbook: plannedRunbook(plan.runbook, plan.lab) })
    this.#administrators = new Administrators(this.#stage, plan.lab.administrators)
    this.#signs = new Signs(this.#stage)
    this.#rehearsal = rehearse(this.#stage, () => {
      this.#administrators.begin()
      this.#signs.begin()
      this.#stage.proofs.begin()
    })
  }

  step(input: ConductorInput, nowMs: number): readonly ConductorEffect[] {
    if (this.#state === 'over') return []
    this.#stage.nowMs = nowMs
    if (input.kind === 'abort') this.#abort(input.reason)
    else if (input.kind === 'start') this.#start()
    else if (input.kind === 'taken-up') this.#takeUp(input.leftAtMs, input.isAttended)
    else if (this.#state === 'playing' && this.#isFor(input)) this.#resume(input)
    return this.#stage.takeEffects()
  }

  /**
   * Whether a rehearsal that nobody attends waits all the same for a person after a failure: while what another process has
   * heard of it is told again ({@link retell}), and until that is over what was under way when that process ended.
   */
  set isTakenUp(isTakenUp: boolean) {
    this.#stage.people.isTakenUp = isTakenUp
  }

  /** A person is asked, and nothing goes on until they say something. */
  get awaitsPerson(): boolean {
    return this.awaited !== null
  }

  /** What the person is asked for; null = nobody is. */
  get awaited(): Awaited | null {
    return this.#state === 'playing' ? this.#stage.people.awaits : null
  }

  get isOver(): boolean {
    return this.#state === 'over'
  }

  /** What a person says while nobody asks them is noted, and is nothing that a step waits for. */
  #isFor(input: ConductorInput): boolean {
    if (input.kind !== 'person') return true
    if (input.word === 'pause') this.#stage.people.askForPause()
    return this.#stage.people.awaits !== null
  }

  #start(): void {
    assert(this.#state === 'new', 'a rehearsal starts once')
    this.#state = 'playing'
    // The input of the first `next` is dropped: no yield is waiting for it yet.
    if (this.#rehearsal.next({ kind: 'start' }).done === true) this.#state = 'over'
  }

  #takeUp(leftAtMs: number, isAttended: boolean): void {
    this.#stage.people.isAttended = isAttended
    this.#stage.record({ name: 'rehearsal-taken-up', leftAtMs })
  }

  #resume(input: ConductorInput): void {
    if (input.kind === 'event') this.#stage.observe(input.event)
    this.#administrators.take(input)
    this.#signs.take(input)
    if (this.#rehearsal.next(input).done === true) this.#state = 'over'
  }

  #abort(reason: string): void {
    this.#state = 'over'
    this.#stage.finish('stopped', reason)
  }
}
