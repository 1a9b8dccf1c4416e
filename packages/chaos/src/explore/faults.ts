/** What may go wrong or come about in a scope, each a limited number of times. */
export const smallFaults = {
  crash:
    'a process dies: before its commit, after it, or between two effects; later it starts again',
  cut: 'nothing gets from one to the other, and nobody is told, until it is healed',
  reset: 'a connection is lost with all that is under way on it, and both ends are told',
  delay: 'a timer comes while messages are still under way',
  sync: 'the interval between two automatic syncs is over, at any moment',
} as const

export type SmallFault = keyof typeof smallFaults

export type FaultCounts = Readonly<Record<SmallFault, number>>

/** Nothing goes wrong. */
export const noFaults: FaultCounts = { crash: 0, cut: 0, reset: 0, delay: 0, sync: 0 }
