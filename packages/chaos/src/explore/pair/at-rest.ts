import type { Pair } from './pair.ts'

/** As long as one of these runs, something is still being tried. */
const unsettled = ['establish', 'swap', 'break', 'redial', 'sync-stall'] as const

/** Whether both run and can reach each other. */
export const isHealed = ({ a, b, isCut }: Pair): boolean =>
  !isCut && a.memory !== null && b.memory !== null

/** Whether all has come to rest: nothing is under way, cut or dead, or still being tried. */
export const isAtRest = (pair: Pair): boolean =>
  isHealed(pair) &&
  pair.wires.every(
    ({ state, toDialer, toAcceptor }) =>
      state === 'up' && toDialer.length + toAcceptor.length === 0,
  ) &&
  unsettled.every((timer) => !pair.a.timers.has(timer) && !pair.b.timers.has(timer))
