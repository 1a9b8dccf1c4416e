/** Numbers of RFC 1035, 2136, 6891 and 8945 that this server knows. */
export const opcodes = { query: 0, update: 5 } as const

export const rcodes = {
  noError: 0,
  formErr: 1,
  servFail: 2,
  nxDomain: 3,
  notImp: 4,
  refused: 5,
  yxDomain: 6,
  yxRrset: 7,
  nxRrset: 8,
  notAuth: 9,
  notZone: 10,
  badVers: 16,
} as const
export type Rcode = (typeof rcodes)[keyof typeof rcodes]

export const types = { a: 1, ns: 2, soa: 6, aaaa: 28, opt: 41, tsig: 250, any: 255 } as const

/** Types without data of their own: query types and the like (RFC 6895 3.1). */
export const isMetaType = (type: number): boolean =>
  type === 0 || type === types.opt || (type >= 128 && type <= 255)

export const classes = { in: 1, none: 254, any: 255 } as const
