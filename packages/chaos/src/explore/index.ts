/*
 * Everything that can happen in a small world: two appliances, what is under way between them, one operator, one customer, and
 * a few faults. The shipped driver drives the shipped core; only their surroundings are abstract.
 *
 * 1. `scopes.ts` says which worlds there are, `faults.ts` what may go wrong in them.
 * 2. `box/` is one appliance between two batches, as a state: store, memory, timers. Each state is kept once; a core is a
 *    function, so the result of an input in a state is computed once, by the core itself.
 * 3. `pair/` is two of them and the wires: which actions are possible, and what each makes of a state.
 * 4. `search.ts` goes through all of them, nearest first, and checks the laws (`laws/`) after each; `seen-states.ts` knows
 *    which are new. Where everything has come to rest, `reunite.ts` checks that the two reunite, and `endless.ts` that it
 *    always does come to rest.
 * 5. `tell-violation.ts` writes down the path to a broken law.
 */

export type { CopyableStore } from './box/box.ts'
export { type FaultCounts, noFaults } from './faults.ts'
export type { Breach } from './laws/law.ts'
export type { Action } from './pair/action.ts'
export { type Scope, type ScopeName, scopeNames, scopes } from './scopes.ts'
export {
  type Explored,
  type Reach,
  Search,
  type SearchOptions,
  type SearchPorts,
  type Violation,
} from './search.ts'
export { tellViolation } from './tell-violation.ts'
