/** The two appliances of a scope. A is, or is to become, the primary. */
export type Side = 'a' | 'b'

export const sides = ['a', 'b'] as const satisfies readonly Side[]

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a')
