import {
  type LabConfig,
  type NetworkCommand,
  type OperationName,
  type Outcome,
  rosterOf,
} from '@understudy/shared'
import type { World } from '@understudy/simulator'
import type { PairName } from '../schedule/lab-options.ts'

/** What an appliance was asked, and its answer. */
export interface Asked {
  readonly on: PairName
  readonly operation: OperationName
  readonly input: unknown
  readonly atMs: number
  answer: Outcome<unknown> | null
}

/** The world as faults act on it: what they begin ends at its time, or when everything is healed. */
export class Stage {
  readonly world: World
  readonly lab: LabConfig
  readonly asked: Asked[] = []
  readonly #pending = new Set<() => void>()
  readonly #powerless = new Set<string>()
  #faultsAdded = 0

  constructor(world: World, lab: LabConfig) {
    this.world = world
    this.lab = lab
  }

  /** Does it after that long, or at the healing if that comes first. Once. */
  after(ms: number, action: () => void): void {
    const once = (): void => {
      if (this.#pending.delete(once)) action()
    }
    this.#pending.add(once)
    this.world.scheduler.after(ms, once)
  }

  /** Ends all lasting faults and leaves both boxes with power, a right clock and a running process. */
  heal(): void {
    // An action may schedule itself again, as a crash loop does; bounded in case one never ends.
    for (let round = 0; round < 100 && this.#pending.size > 0; round++)
      for (const once of [...this.#pending]) once()
    for (const name of rosterOf(this.lab)) {
      const host = this.world.host(name)
      host.dieAt(null)
      host.resume()
      host.clock.setRight()
      this.startAgain(name)
    }
  }

  /** Starts its process again if it is not running and has power. */
  startAgain(name: string): void {
    const host = this.world.host(name)
    if (!host.running && !this.#powerless.has(name)) host.start()
  }

  /** Cuts the power for that long; false = it was already off. */
  losePower(name: string, forMs: number): boolean {
    if (this.#powerless.has(name)) return false
    this.#powerless.add(name)
    this.network({ kind: 'power-loss', input: { appliance: name } })
    this.after(forMs, () => {
      this.#powerless.delete(name)
      this.network({ kind: 'power-back', input: { appliance: name } })
    })
    return true
  }

  network(command: NetworkCommand): Outcome<unknown> {
    return this.world.commandAndRun('network', command)
  }

  /** Puts a fault on a path for that long. */
  faultFor(forMs: number, fault: Extract<NetworkCommand, { kind: 'add-fault' }>['input']): boolean {
    this.#faultsAdded += 1
    const name = `chaos-${this.#faultsAdded}`
    const outcome = this.network({ kind: 'add-fault', input: { ...fault, name } })
    if (!outcome.ok) return false
    this.after(forMs, () => this.network({ kind: 'remove-fault', input: { name } }))
    return true
  }

  /** An operator asks; nobody waits for the answer, but it is noted. */
  ask(on: PairName, operation: OperationName, input: unknown = {}): boolean {
    if (!this.world.host(on).running) return false
    const asked: Asked = { on, operation, input, atMs: this.world.nowMs, answer: null }
    this.asked.push(asked)
    this.world.invoke(on, operation, input, (outcome) => {
      asked.answer = outcome
    })
    return true
  }
}
