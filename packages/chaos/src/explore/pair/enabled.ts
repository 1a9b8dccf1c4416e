import type { ApplianceEffect } from '@understudy/appliance-core'
import { type CrashPoint, isNoticed } from '../box/crash-point.ts'
import { intervalTimer } from '../box/interval-timer.ts'
import type { Scope } from '../scopes.ts'
import type { Action } from './action.ts'
import { isAtRest } from './at-rest.ts'
import { nextDue } from './due.ts'
import type { Pair } from './pair.ts'
import { otherSide, type Side, sides } from './side.ts'
import { endOf, itemsTo } from './wire.ts'

/** What is under way and could arrive now: nothing while the path is cut. */
export const arrivals = (pair: Pair): readonly Action[] => (pair.isCut ? [] : underWay(pair))

/** The first item for each end of each wire, and dials. */
function underWay({ wires }: Pair): readonly Action[] {
  const actions: Action[] = []
  for (const [wire, one] of wires.entries()) {
    if (one.state === 'dialing') actions.push({ kind: 'connect', wire })
    else
      for (const to of sides)
        if (endOf(one, to) !== null && itemsTo(one, to).length > 0)
          actions.push({ kind: 'deliver', wire, to })
  }
  return actions
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
  if (pair.isCut && isHealNoticed(pair)) actions.push({ kind: 'heal' })
  const due = nextDue(pair)
  // Before anything is asked or broken, waiting changes nothing.
  const mayPass = pair.request.state !== 'none' || pair.isBroken
  if (due.inMs === 0 || (arriving.length === 0 && mayPass)) actions.push(...due.actions)
  return actions
}

/**
 * While nothing is under way the two cannot tell whether they are cut, so only the moments count at which something is:
 * a cut that is healed in between is one that was healed later, or never was. An end has no such moment.
 */
const isHealNoticed = (pair: Pair): boolean =>
  underWay(pair).length > 0 || isAtRest({ ...pair, isCut: false })

/** What can go wrong, or come about, whatever else happens. */
export function mishaps(pair: Pair): readonly Action[] {
  const { left, wires } = pair
  const actions: Action[] = []
  for (const side of sides) {
    if (left.crash > 0 && pair[side].memory !== null) actions.push({ kind: 'crash', side })
    if (left.sync > 0 && pair[side].timers.has(intervalTimer)) actions.push({ kind: 'sync', side })
  }
  const isArriving = arrivals(pair).length > 0
  if (left.cut > 0 && isArriving) actions.push({ kind: 'cut' })
  if (left.reset > 0)
    for (const [wire, { state }] of wires.entries())
      if (state === 'up') actions.push({ kind: 'reset', wire })
  if (left.delay > 0 && isArriving) actions.push(...early(nextDue(pair)))
  return actions
}

const early = ({ inMs, actions }: ReturnType<typeof nextDue>): readonly Action[] =>
  inMs === 0 ? [] : actions.map((action) => ({ ...action, early: true }))

/** The action, once for each point at which the process it concerns can die; `effects`: what it does if it lives. */
export function deathsAt(
  pair: Pair,
  action: Action,
  effects: readonly ApplianceEffect[],
): readonly Action[] {
  if (pair.left.crash === 0 || !canDieAt(action) || concerned(pair, action) === null) return []
  const points: CrashPoint[] = ['before-commit']
  for (let done = 0, noticed = effects.filter(isNoticed).length; done < noticed; done++)
    points.push(done)
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
