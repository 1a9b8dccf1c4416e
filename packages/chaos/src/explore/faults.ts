/** What may go wrong in a scope, each a limited number of times. */
export const smallFaults = {
  crash:
    'a process dies: before its commit, after it, or between two effects; later it starts again',
  cut: 'nothing gets from one to the other, and nobody is told, until it is healed',
  reset: 'a connection is lost with all that is under way on it, and both ends are told',
  delay: 'a timer comes while messages are still under way',
} as const

export type SmallFault = keyof typeof smallFaults

export type FaultCounts = Readonly<Record<SmallFault, number>>
