import type { ApplianceTimer } from '@understudy/appliance-core'
import type { Box } from '../box/box.ts'
import { intervalTimer } from '../box/interval-timer.ts'
import type { Action } from './action.ts'
import type { Pair } from './pair.ts'
import { sides } from './side.ts'
import type { Wire } from './wire.ts'

/** How long until that timer of a box is due. */
export const dueInMs = (box: Box, timer: ApplianceTimer): number =>
  Math.max(0, (box.timers.get(timer) ?? box.nowMs) - box.nowMs)

/** How long until the dialer's carrier gives up; null = it is not being dialed. */
export const linkDue = (wire: Wire): number | null =>
  wire.state === 'dialing' ? wire.leftMs : null

/** What time brings next: everything that is due first, and how long until then. */
export function nextDue(pair: Pair): {
  readonly inMs: number
  readonly actions: readonly Action[]
} {
  let inMs = Number.POSITIVE_INFINITY
  let actions: Action[] = []
  const note = (ms: number, action: Action): void => {
    if (ms < inMs) {
      inMs = ms
      actions = []
    }
    if (ms === inMs) actions.push(action)
  }
  for (const side of sides)
    for (const timer of pair[side].timers.keys())
      if (timer !== intervalTimer) note(dueInMs(pair[side], timer), { kind: 'timer', side, timer })
  for (const [wire, one] of pair.wires.entries()) {
    const ms = linkDue(one)
    if (ms !== null) note(ms, { kind: 'give-up-dial', wire })
  }
  return { inMs, actions }
}
