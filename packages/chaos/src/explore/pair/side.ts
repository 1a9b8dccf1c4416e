/** The two appliances of a scope. A is the primary, or is to be. */
export type Side = 'a' | 'b'

export const sides = ['a', 'b'] as const satisfies readonly Side[]

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a')
