import type { ApplianceEffect } from './ports/effect.ts'
import type { ApplianceInput } from './ports/input.ts'
import type { Store } from './ports/store.ts'

/** What is driven: an appliance, or a witness. */
export interface Driven {
  step(input: ApplianceInput, nowMs: number): readonly ApplianceEffect[]
}

export interface DriverPorts {
  readonly appliance: Driven
  readonly store: Store
  /** Performs one effect. Must not call back into the driver synchronously. */
  readonly perform: (effect: ApplianceEffect) => void
}

/**
 * Drives an appliance: one transaction per batch of inputs, and effects only after it has committed
 * (DESIGN 1). 1. begin, 2. step each input, 3. commit, 4. perform the effects in order. If a step or
 * the commit throws, nothing was done and nothing left; the caller must end the process.
 */
export class Driver {
  readonly #ports: DriverPorts
  constructor(ports: DriverPorts) {
    this.#ports = ports
  }
  handle(inputs: readonly ApplianceInput[], nowMs: number): void {
    const { appliance, store, perform } = this.#ports
    const effects: ApplianceEffect[] = []
    store.begin()
    try {
      for (const input of inputs)
        for (const effect of appliance.step(input, nowMs)) effects.push(effect)
      store.commit()
    } catch (error) {
      store.rollback()
      throw error
    }
    for (const effect of effects) perform(effect)
  }
}
