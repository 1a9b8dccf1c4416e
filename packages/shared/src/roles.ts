/** An appliance's failover role, in the product's words (P 1.1). `none` = standalone. */
export const roles = ['none', 'primary', 'backup'] as const
export type Role = (typeof roles)[number]

/**
 * A number that grows with each role change and is recorded on both appliances; the fencing token
 * (FO-14). Integers from 0.
 */
export type Epoch = number
