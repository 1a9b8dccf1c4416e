import type { ApplianceInput } from '@understudy/appliance-core'
import type { Step } from '../laws/law.ts'
import type { Action } from './action.ts'
import { nextDue } from './due.ts'
import { arrivals } from './enabled.ts'
import type { Asked, Pair } from './pair.ts'
import type { Outcome, PairWorld } from './pair-world.ts'
import type { Side } from './side.ts'

/** A bound: deliveries must end. */
const arrivalsMax = 10_000

/** One of all ways through a world: what is under way arrives in order, at once, and timers fire when they are due. */
export class Course {
  readonly #world: PairWorld
  readonly #onStep: (step: Step) => void
  pair: Pair

  constructor(world: PairWorld, pair: Pair, onStep: (step: Step) => void = throwErrors) {
    this.#world = world
    this.pair = pair
    this.#onStep = onStep
  }

  give(side: Side, input: ApplianceInput): void {
    this.#take(this.#world.give(this.pair, side, input))
  }

  /** Asks, and continues until it is answered and everything has arrived, for a bounded time. */
  ask(asked: Asked): void {
    this.do({ kind: 'ask', asked })
    this.arrive()
    while (this.pair.request.state === 'waiting') this.next()
    this.arrive()
  }

  do(action: Action): void {
    this.#take(this.#world.apply(this.pair, action))
  }

  arrive(): void {
    for (let count = 0; count < arrivalsMax; count++) {
      const [first] = arrivals(this.pair)
      if (first === undefined) return
      this.do(first)
    }
    throw new Error(`more than ${arrivalsMax} messages, and no end`)
  }

  /** Fires the next timer and handles all that follows; returns how long it took. */
  next(): number {
    const { inMs, actions } = nextDue(this.pair)
    const [first] = actions
    if (first === undefined) throw new Error('nothing is due, and somebody waits')
    this.do(first)
    this.arrive()
    return inMs
  }

  /** Lets that much time pass. */
  run(ms: number): void {
    this.arrive()
    for (let leftMs = ms; ; ) {
      const { inMs, actions } = nextDue(this.pair)
      if (actions.length === 0 || inMs > leftMs) {
        this.pair = this.#world.pass(this.pair, leftMs)
        return
      }
      leftMs -= this.next()
    }
  }

  #take(outcome: Outcome): void {
    const before = this.pair
    this.pair = outcome.pair
    this.#onStep({ ...outcome, before })
  }
}

function throwErrors({ error }: Step): void {
  if (error !== '') throw new Error(error)
}
