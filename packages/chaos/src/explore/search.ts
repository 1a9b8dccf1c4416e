import type { Decisions } from '@understudy/appliance-core'
import { assert } from '@understudy/shared'
import type { CopyableStore } from './box/box.ts'
import { EndlessSteps } from './endless.ts'
import type { FaultCounts } from './faults.ts'
import { breachOf, lawsOf } from './laws/all.ts'
import type { Breach, Law } from './laws/law.ts'
import { Numbers } from './numbers.ts'
import type { Action } from './pair/action.ts'
import { isAtRest, isHealed } from './pair/at-rest.ts'
import { deathsAt, mishaps, ordinary } from './pair/enabled.ts'
import { isUnseen, sideOf, sideThatGoesFirst } from './pair/one-side-first.ts'
import type { Pair } from './pair/pair.ts'
import { type Outcome, PairWorld } from './pair/pair-world.ts'
import type { Side } from './pair/side.ts'
import { prepare } from './prepare.ts'
import { isEnd, refusalToReunite } from './reunite.ts'
import type { Scope } from './scopes.ts'
import { SeenStates } from './seen-states.ts'

export interface SearchOptions {
  readonly scope: Scope
  /** How often each kind may happen. */
  readonly faults: FaultCounts
  readonly statesMax: number
}

export interface SearchPorts {
  /** An empty disk. */
  readonly openDisk: () => CopyableStore
  /** Default: the product's. */
  readonly decisions?: Decisions | undefined
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

/** A broken law: the state before, and the action. */
interface Broken {
  readonly breach: Breach
  readonly at: number
  readonly last: Action
}

const askTimeEvery = 256

/**
 * Explores everything that can happen in a scope, nearest first (breadth first), until nothing is new, a law is broken,
 * or a bound is reached.
 */
export class Search {
  readonly #options: SearchOptions
  readonly #ports: SearchPorts
  readonly #laws: readonly Law[]
  readonly #world: PairWorld
  readonly #first: Pair
  readonly #seen: SeenStates
  /** By the state's number: the state it was reached from. */
  readonly #parents = new Numbers()
  readonly #endless = new EndlessSteps()
  #frontier: Place[] = []
  #next: Place[] = []
  #expanded = 0
  #depth = 0
  #transitions = 0
  #ends = 0

  constructor(options: SearchOptions, ports: SearchPorts) {
    const { scope, faults } = options
    this.#options = options
    this.#ports = ports
    this.#laws = lawsOf(scope)
    this.#world = new PairWorld(faults, ports.decisions)
    this.#first = prepare(this.#world, scope, ports.openDisk, faults)
    this.#seen = new SeenStates(faults)
  }

  run(): Explored {
    this.#note(this.#first, -1)
    while (this.#next.length > 0) {
      this.#frontier = this.#next
      this.#next = []
      this.#expanded = 0
      for (const place of this.#frontier) {
        if (this.#isBounded()) return this.#result(false, this.#endlessness())
        const broken = this.#expand(place)
        this.#expanded += 1
        if (broken !== null) return this.#result(false, this.#violation(broken))
      }
      this.#depth += 1
      this.#ports.onDepth?.(this.#reach())
    }
    const endlessness = this.#endlessness()
    return this.#result(endlessness === null, endlessness)
  }

  #result(isExhausted: boolean, violation: Violation | null): Explored {
    return { ...this.#reach(), isExhausted, violation }
  }

  #reach(): Reach {
    const { boxes } = this.#world
    return {
      depth: this.#depth,
      states: this.#seen.count,
      frontier: this.#frontier.length - this.#expanded + this.#next.length,
      transitions: this.#transitions,
      ends: this.#ends,
      boxes: boxes.a.count + boxes.b.count,
      steps: boxes.a.steps + boxes.b.steps,
    }
  }

  #isBounded(): boolean {
    if (this.#seen.count >= this.#options.statesMax) return true
    return this.#expanded % askTimeEvery === 0 && this.#ports.isTimeUp()
  }

  #expand(place: Place): Broken | null {
    const { pair } = place
    const usual = ordinary(pair, this.#options.scope)
    const side = sideThatGoesFirst(pair)
    if (side === null) return this.#takeAll(place, this.#try(pair, usual))
    const own = this.#try(pair, usual, side)
    if (own.every(([, outcome]) => isUnseen(pair, outcome.pair, side)))
      return this.#takeAll(place, own)
    return this.#takeAll(place, this.#try(pair, usual))
  }

  /** What comes of these actions, of the deaths at each of them, and of whatever else can go wrong; or only of one side's. */
  #try(pair: Pair, usual: readonly Action[], side: Side | null = null): readonly Taken[] {
    const isTheirs = (action: Action): boolean => side === null || sideOf(action) === side
    const taken: Taken[] = []
    const take = (action: Action): Outcome => {
      const outcome = this.#world.apply(pair, action)
      taken.push([action, outcome])
      return outcome
    }
    for (const action of usual) {
      if (!isTheirs(action)) continue
      const { effects } = take(action)
      for (const death of deathsAt(pair, action, effects)) take(death)
    }
    // In a scope that begins with a request, only that request can go wrong until it is made.
    if (usual.length > 0 && usual.every(({ kind }) => kind === 'ask')) return taken
    for (const action of mishaps(pair)) if (isTheirs(action)) take(action)
    return taken
  }

  #takeAll({ pair, at }: Place, taken: readonly Taken[]): Broken | null {
    const { scope } = this.#options
    const isTrying = isUnsettled(pair)
    for (const [action, outcome] of taken) {
      this.#transitions += 1
      const breach = breachOf(this.#laws, { ...outcome, before: pair })
      if (breach !== null) return { breach, at, last: action }
      const { number, isNew } = this.#note(outcome.pair, at)
      if (isTrying && outcome.pair.left === pair.left && isUnsettled(outcome.pair))
        this.#endless.add(at, number)
      if (!isNew || !isEnd(outcome.pair)) continue
      // At an end nothing more is asked; what remains is that the two reunite.
      this.#next.pop()
      this.#ends += 1
      const why = refusalToReunite(this.#world, outcome.pair, scope, this.#laws)
      if (why !== null) return { breach: why, at, last: action }
    }
    return null
  }

  #note(pair: Pair, parent: number): { readonly number: number; readonly isNew: boolean } {
    const noted = this.#seen.note(pair)
    if (!noted.isNew) return noted
    this.#parents.push(parent)
    this.#next.push({ pair, at: noted.number })
    return noted
  }

  #violation({ breach, at, last }: Broken): Violation {
    return { ...breach, path: [...this.#pathThrough(this.#wayTo(at)), last] }
  }

  /** That the two never come to rest, if there is a way. */
  #endlessness(): Violation | null {
    const circle = this.#endless.circle()
    if (circle === null) return null
    const [start = 0] = circle
    const path = this.#pathThrough([...this.#wayTo(start), ...circle.slice(1), start])
    const message = `the last ${circle.length} of these actions can follow each other for ever, though both run and nothing is cut`
    return { law: 'the two come to rest', spec: 'CHA-03', message, path }
  }

  /** The states from the first one to this one. */
  #wayTo(at: number): readonly number[] {
    const way: number[] = []
    for (let one = at; one >= 0; one = this.#parents.at(one)) way.unshift(one)
    return way
  }

  /** The actions that lead from each of these states to the next: only the states are kept, so they are tried again. */
  #pathThrough(way: readonly number[]): readonly Action[] {
    let pair = this.#first
    return way.slice(1).map((number) => {
      const found = this.#try(pair, ordinary(pair, this.#options.scope)).find(
        ([, outcome]) => this.#seen.numberOf(outcome.pair) === number,
      )
      assert(found !== undefined, `state ${number} follows from the one before it`)
      const [action, outcome] = found
      pair = outcome.pair
      return action
    })
  }
}

const isUnsettled = (pair: Pair): boolean => isHealed(pair) && !isAtRest(pair)
