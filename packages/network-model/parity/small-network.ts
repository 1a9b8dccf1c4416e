import type { NetworkConfig } from '@understudy/shared'
import { parityNetwork } from './parity-case.ts'

/** The smallest network of two appliances: one office that honours TTLs, no fault, nothing lost. */
export const smallNetwork: NetworkConfig = {
  ...parityNetwork,
  offices: [{ name: 'office-1', resolver: { habit: 'honour' } }],
  groups: { clients: ['office-1'] },
}
