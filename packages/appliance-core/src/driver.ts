import { type Decisions, soundDecisions } from './decisions/decisions.ts'
import type { ApplianceEffect } from './ports/effect.ts'
import type { ApplianceInput } from './ports/input.ts'
import type { Store } from './ports/store.ts'

/** Where a process may die: the points differ in what is durable and what was sent (SYN-06). */
export type DriverPoint = 'before-commit' | 'after-commit' | 'after-effect'

/** What is driven: an appliance, or a witness. */
export interface Driven {
  step(input: ApplianceInput, nowMs: number): readonly ApplianceEffect[]
}

export interface DriverPorts {
  readonly appliance: Driven
  readonly store: Store
  /** Performs one effect. Must not call back into the driver synchronously. */
  readonly perform: (effect: ApplianceEffect) => void
  /** Called at each point; if it throws before the commit, nothing was done (CHA-02). */
  readonly pass?: (point: DriverPoint) => void
  /** Default: the product's. */
  readonly decisions?: Decisions
}

/**
 * Drives an appliance: one transaction per batch of inputs, and effects only after it has committed
 * (DESIGN 1). 1. begin, 2. step each input, 3. commit, 4. perform the effects in order. If a step or
 * the commit throws, nothing was stored and nothing sent; the caller must end the process.
 */
export class Driver {
  readonly #ports: DriverPorts
  constructor(ports: DriverPorts) {
    this.#ports = ports
  }
  handle(inputs: readonly ApplianceInput[], nowMs: number): void {
    const { appliance, store, perform, pass, decisions = soundDecisions } = this.#ports
    const effects: ApplianceEffect[] = []
    store.begin()
    try {
      for (const input of inputs)
        for (const effect of appliance.step(input, nowMs))
          if (decisions.waitsForCommit(effect)) effects.push(effect)
          else perform(effect)
      pass?.('before-commit')
      store.commit()
    } catch (error) {
      store.rollback()
      throw error
    }
    pass?.('after-commit')
    for (const effect of effects) {
      perform(effect)
      pass?.('after-effect')
    }
  }
}
