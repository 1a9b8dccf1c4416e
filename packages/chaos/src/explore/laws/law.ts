import type { Pair } from '../pair/pair.ts'
import type { Outcome } from '../pair/pair-world.ts'

/** One action, and what it made of a state. */
export interface Step extends Outcome {
  readonly before: Pair
}

/** What must hold after every action. */
export interface Law {
  readonly law: string
  /** The line of the specification it comes from. */
  readonly spec: string
  /** How the step breaks it; null = it does not. */
  readonly against: (step: Step) => string | null
}

/** A broken law, and how. */
export interface Breach {
  readonly law: string
  readonly spec: string
  readonly message: string
}
