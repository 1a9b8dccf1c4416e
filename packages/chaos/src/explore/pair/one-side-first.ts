import type { Action } from './action.ts'
import type { Pair } from './pair.ts'
import { type Side, sides } from './side.ts'
import { endOf, itemsTo } from './wire.ts'

/*
 * Two appliances share nothing: whichever first handles what has reached it, both orders end in the same state. So once
 * everything that can reach one side next is already there, only that side continues, in every order, and dies where it
 * can; the other one's turn comes afterwards (a persistent set, as in model checkers).
 *
 * This does not hold where something else interferes: an operator who asks one or the other, a cut that stops both,
 * time. And a step that changes what the laws compare on both disks is taken in every order.
 */

/** The side that may go first, so that only its steps are explored; null = everybody's are. */
export function sideThatGoesFirst(pair: Pair): Side | null {
  const { left, request, isCut, wires } = pair
  if (request.state === 'none' || isCut) return null
  if (left.cut + left.reset + left.delay > 0) return null
  if (pair.a.memory === null || pair.b.memory === null) return null
  if (wires.some(({ state }) => state === 'dialing')) return null
  return sides.find((side) => isAllThere(pair, side)) ?? null
}

/** Whether something is under way to that side on each wire on which the other could send. */
function isAllThere({ wires }: Pair, side: Side): boolean {
  const open = wires.filter((wire) => endOf(wire, side) !== null)
  return open.length > 0 && open.every((wire) => itemsTo(wire, side).length > 0)
}

/** Whose step it is; null = not one side's alone. */
export function sideOf(action: Action): Side | null {
  switch (action.kind) {
    case 'deliver':
      return action.to
    case 'timer':
    case 'start':
    case 'crash':
    case 'sync':
      return action.side
    case 'end-session':
      return 'a'
    case 'ask':
      return action.asked.side
    default:
      return null
  }
}

/** Whether what the laws compare on the two disks is unchanged. */
export function isUnseen(before: Pair, after: Pair, side: Side): boolean {
  const [one, other] = [before[side].facts, after[side].facts]
  return one === other || (one.role === other.role && one.holdsShared === other.holdsShared)
}
