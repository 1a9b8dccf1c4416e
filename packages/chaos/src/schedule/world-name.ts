/** Where a schedule is played: in virtual time, or on real processes (CHA-06). */
export const worldNames = ['virtual', 'real'] as const
export type WorldName = (typeof worldNames)[number]
