import { addressCases } from './cases/addresses.ts'
import { faultCases } from './cases/faults.ts'
import { nameCases } from './cases/names.ts'
import { pathCases } from './cases/paths.ts'
import { silenceCases } from './cases/silence.ts'
import type { ParityCase } from './parity-case.ts'

export * from './carrier.ts'
export { addressOf, once, type ParityCase, parityNetwork } from './parity-case.ts'
export { toxic } from './sample-toxic.ts'
export { smallNetwork } from './small-network.ts'
export { spellingsOf } from './spellings.ts'

/** Run by every carrier of the network's model, on a fresh world each (DESIGN 8). */
export const parityCases: readonly ParityCase[] = [
  ...addressCases,
  ...nameCases,
  ...pathCases,
  ...silenceCases,
  ...faultCases,
]
