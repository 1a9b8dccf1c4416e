import { hash64 } from '@understudy/shared'
import type { CopyableStore } from './box/box.ts'
import type { FaultCounts } from './faults.ts'
import { breachOf, lawsOf } from './laws/all.ts'
import type { Breach, Law } from './laws/law.ts'
import type { Action } from './pair/action.ts'
import { faulty, ordinary } from './pair/enabled.ts'
import { isUnseen, sideOf, sideThatGoesFirst } from './pair/one-side-first.ts'
import { type Pair, pairText } from './pair/pair.ts'
import { type Outcome, PairWorld } from './pair/pair-world.ts'
import { prepare } from './prepare.ts'
import { isEnd, refusalToReunite } from './reunite.ts'
import type { Scope } from './scopes.ts'

export interface SearchOptions {
  readonly scope: Scope
  /** How often each kind may happen. */
  readonly faults: FaultCounts
  readonly statesMax: number
}

export interface SearchPorts {
  /** An empty disk. */
  readonly openDisk: () => CopyableStore
  /** Called now and then; true = stop. */
  readonly isTimeUp: () => boolean
  /** Called after each completed depth. */
  readonly onDepth?: (reach: Reach) => void
}

/** How far a search has got. */
export interface Reach {
  /** Actions from the beginning. */
  readonly depth: number
  /** Different states reached. */
  readonly states: number
  /** Those among them not yet expanded. */
  readonly frontier: number
  readonly transitions: number
  /** States in which everything had come to rest and the two reunited. */
  readonly ends: number
  /** Different states of single appliances, for both together, and how often the core was run. */
  readonly boxes: number
  readonly steps: number
}

/** A broken law, with the fewest actions that break any. */
export interface Violation extends Breach {
  readonly path: readonly Action[]
}

export interface Explored extends Reach {
  /** Nothing is left to explore. */
  readonly isExhausted: boolean
  readonly violation: Violation | null
}

/** A state to continue from, and its number. */
interface Place {
  readonly pair: Pair
  readonly at: number
}

type Taken = readonly [Action, Outcome]

const askTimeEvery = 256

/**
 * Explores everything that can happen in a scope, nearest first (breadth first), until nothing is new, a law is broken,
 * or a bound is reached.
 */
export class Search {
  readonly #options: SearchOptions
  readonly #ports: SearchPorts
  readonly #laws: readonly Law[]
  readonly #world = new PairWorld()
  readonly #seen = new Set<number>()
  /** By the state's number: the state it was reached from, and the action. */
  readonly #parents: number[] = []
  readonly #actions: (Action | null)[] = []
  #frontier: Place[] = []
  #next: Place[] = []
  #expanded = 0
  #depth = 0
  #transitions = 0
  #ends = 0

  constructor(options: SearchOptions, ports: SearchPorts) {
    this.#options = options
    this.#ports = ports
    this.#laws = lawsOf(options.scope)
  }

  run(): Explored {
    const { scope, faults } = this.#options
    const first = prepare(this.#world, scope, this.#ports.openDisk, faults)
    this.#note(first, -1, null)
    while (this.#next.length > 0) {
      this.#frontier = this.#next
      this.#next = []
      this.#expanded = 0
      for (const place of this.#frontier) {
        if (this.#isBounded()) return { ...this.#reach(), isExhausted: false, violation: null }
        const violation = this.#expand(place)
        this.#expanded += 1
        if (violation !== null) return { ...this.#reach(), isExhausted: false, violation }
      }
      this.#depth += 1
      this.#ports.onDepth?.(this.#reach())
    }
    return { ...this.#reach(), isExhausted: true, violation: null }
  }

  #reach(): Reach {
    const { boxes } = this.#world
    return {
      depth: this.#depth,
      states: this.#parents.length,
      frontier: this.#frontier.length - this.#expanded + this.#next.length,
      transitions: this.#transitions,
      ends: this.#ends,
      boxes: boxes.a.count + boxes.b.count,
      steps: boxes.a.steps + boxes.b.steps,
    }
  }

  #isBounded(): boolean {
    if (this.#parents.length >= this.#options.statesMax) return true
    return this.#expanded % askTimeEvery === 0 && this.#ports.isTimeUp()
  }

  #expand({ pair, at }: Place): Violation | null {
    const world = this.#world
    const usual = ordinary(pair, this.#options.scope)
    const actions = [...usual, ...faulty(world, pair, usual)]
    const side = sideThatGoesFirst(pair)
    if (side !== null) {
      const own = actions.filter((action) => sideOf(action) === side)
      const seen = own.map((action): Taken => [action, world.apply(pair, action)])
      if (seen.every(([, outcome]) => isUnseen(pair, outcome.pair, side)))
        return this.#takeAll({ pair, at }, seen)
    }
    return this.#takeAll(
      { pair, at },
      actions.map((action): Taken => [action, world.apply(pair, action)]),
    )
  }

  #takeAll({ pair, at }: Place, taken: readonly Taken[]): Violation | null {
    const { scope } = this.#options
    for (const [action, outcome] of taken) {
      this.#transitions += 1
      const breach = breachOf(this.#laws, { ...outcome, before: pair })
      if (breach !== null) return this.#violation(breach, at, action)
      const number = this.#note(outcome.pair, at, action)
      if (number === null || !isEnd(outcome.pair)) continue
      // At an end nothing more is asked; what remains is that the two reunite.
      this.#next.pop()
      this.#ends += 1
      const why = refusalToReunite(this.#world, outcome.pair, scope, this.#laws)
      if (why !== null) return this.#violation(why, at, action)
    }
    return null
  }

  /** The number of the state if it is new, else null. */
  #note(pair: Pair, parent: number, action: Action | null): number | null {
    const digest = digestOf(pairText(pair))
    if (this.#seen.has(digest)) return null
    this.#seen.add(digest)
    const at = this.#parents.length
    this.#parents.push(parent)
    this.#actions.push(action)
    this.#next.push({ pair, at })
    return at
  }

  #violation(breach: Breach, from: number, last: Action): Violation {
    const path: Action[] = [last]
    for (let at = from; at >= 0; at = this.#parents[at] ?? -1) {
      const action = this.#actions[at]
      if (action !== null && action !== undefined) path.unshift(action)
    }
    return { ...breach, path }
  }
}

/** 53 bits: among a million states, two collide by chance in about one of ten thousand explorations. */
function digestOf(text: string): number {
  const { high, low } = hash64(text)
  return high * 0x20_0000 + (low >>> 11)
}
