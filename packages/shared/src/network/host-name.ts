import { Type } from 'typebox'

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'

/** A name has at most 253 characters (RFC 1035 3.1); two are left for the zone's name server, `ns`. */
const lengthMax = 251

/** A host's name in lower case, without the final dot: labels of 1 to 63 characters (RFC 1123 2.1). */
export const Hostname = Type.String({
  minLength: 1,
  maxLength: lengthMax,
  pattern: `^${label}(\\.${label})*$`,
  description: 'a host name in lower case, without a final dot',
})

/**
 * Whether programs take the name for an IPv4 address, valid or not, because its last label is a number (URL standard,
 * "ends in a number"): no host can have such a name.
 */
export const endsInNumber = (name: string): boolean => /(^|\.)(\d+|0x[0-9a-f]*)$/.test(name)
