import { type CrashPoint, isNoticed } from '../box/crash-point.ts'
import type { Scope } from '../scopes.ts'
import type { Action } from './action.ts'
import { nextDue } from './due.ts'
import type { Pair } from './pair.ts'
import type { PairWorld } from './pair-world.ts'
import { otherSide, type Side, sides } from './side.ts'
import { endOf, itemsTo } from './wire.ts'

/** What is under way and could arrive now: nothing while the path is cut. */
export function arrivals(pair: Pair): readonly Action[] {
  if (pair.isCut) return []
  return pair.wires.flatMap((one, wire): Action[] => {
    if (one.state === 'dialing') return [{ kind: 'connect', wire }]
    return sides
      .filter((to) => endOf(one, to) !== null && itemsTo(one, to).length > 0)
      .map((to) => ({ kind: 'deliver', wire, to }))
  })
}

/** What happens without a fault: arrivals, people, starts, and the passing of time if nothing arrives. */
export function ordinary(
  pair: Pair,
  { asks, asksWhen }: Pick<Scope, 'asks' | 'asksWhen'>,
): readonly Action[] {
  const arriving = arrivals(pair)
  const actions: Action[] = [...arriving]
  if (pair.request.state === 'none') {
    for (const asked of asks)
      if (pair[asked.side].memory !== null) actions.push({ kind: 'ask', asked })
    if (asksWhen === 'at-first') return actions
  }
  if (pair.visit === 'in-session' && pair.a.memory !== null) actions.push({ kind: 'end-session' })
  for (const side of sides) if (pair[side].memory === null) actions.push({ kind: 'start', side })
  if (pair.isCut) actions.push({ kind: 'heal' })
  const due = nextDue(pair)
  // Before anything is asked or broken, waiting changes nothing.
  const mayPass = pair.request.state !== 'none' || pair.isBroken
  if (due.inMs === 0 || (arriving.length === 0 && mayPass)) actions.push(...due.actions)
  return actions
}

/** What may go wrong next, as long as there are faults left. */
export function faulty(world: PairWorld, pair: Pair, usual: readonly Action[]): readonly Action[] {
  const deaths = pair.left.crash > 0 ? usual.flatMap((one) => deathsAt(world, pair, one)) : []
  // In a scope that begins with a request, only that request can go wrong until it is made.
  if (usual.length > 0 && usual.every(({ kind }) => kind === 'ask')) return deaths
  return [...deaths, ...mishaps(pair)]
}

/** What can go wrong whatever else happens. */
function mishaps(pair: Pair): readonly Action[] {
  const { left, isCut, wires } = pair
  const actions: Action[] = []
  if (left.crash > 0)
    for (const side of sides) if (pair[side].memory !== null) actions.push({ kind: 'crash', side })
  if (left.cut > 0 && !isCut) actions.push({ kind: 'cut' })
  if (left.reset > 0)
    for (const [wire, { state }] of wires.entries())
      if (state === 'up') actions.push({ kind: 'reset', wire })
  if (left.delay > 0 && arrivals(pair).length > 0) actions.push(...early(nextDue(pair)))
  return actions
}

const early = ({ inMs, actions }: ReturnType<typeof nextDue>): readonly Action[] =>
  inMs === 0 ? [] : actions.map((action) => ({ ...action, early: true }))

/** The action, once for each point at which the process it concerns can die. */
function deathsAt(world: PairWorld, pair: Pair, action: Action): readonly Action[] {
  if (!canDieAt(action)) return []
  if (concerned(pair, action) === null) return []
  const { effects } = world.apply(pair, action)
  const noticed = effects.filter(isNoticed).length
  const points: CrashPoint[] = ['before-commit', ...Array.from({ length: noticed }, (_, at) => at)]
  return points.map((dies) => ({ ...action, dies }))
}

type Deadly = Exclude<Action, { kind: 'crash' | 'cut' | 'heal' | 'reset' | 'give-up-dial' }>

const canDieAt = (action: Action): action is Deadly =>
  !['crash', 'cut', 'heal', 'reset', 'give-up-dial'].includes(action.kind)

/** Whose core the action runs; null = nobody's. */
function concerned(pair: Pair, action: Deadly): Side | null {
  switch (action.kind) {
    case 'ask':
      return action.asked.side
    case 'deliver':
      return action.to
    case 'connect': {
      const to = otherSide(pair.wires[action.wire]?.dialedBy ?? 'a')
      return pair[to].memory === null ? null : to
    }
    case 'end-session':
      return 'a'
    default:
      return action.side
  }
}
