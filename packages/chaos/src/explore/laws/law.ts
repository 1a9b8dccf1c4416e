import type { Pair } from '../pair/pair.ts'
import type { Outcome } from '../pair/pair-world.ts'

/** One action, and what it made of a state. */
export interface Step extends Outcome {
  readonly before: Pair
}

/** What must hold after every action. */
export interface Law {
  readonly law: string
  /** The line of the specification that it is. */
  readonly spec: string
  /** What is against it; null = nothing. */
  readonly against: (step: Step) => string | null
}

/** A law that was broken, and by what. */
export interface Breach {
  readonly law: string
  readonly spec: string
  readonly message: string
}
