import type { PairName } from '../schedule/lab-options.ts'
import type { Stage } from './stage.ts'

/**
 * An operator leads the site's traffic to that address, as the lab's swing has it: the record of its name (NET-04), or the gateway's rule
 * (NET-05). False = traffic follows the shared address there, which goes with the role.
 */
export function leadSiteTo(stage: Stage, address: string): boolean {
  const { swing, siteHostname } = stage.lab.network
  switch (swing) {
    case 'dns':
      stage.tellNetwork({ kind: 'set-record', input: { name: siteHostname, address } })
      return true
    case 'nat':
      stage.tellNetwork({ kind: 'set-nat-rule', input: { address } })
      return true
    case 'shared-ip':
      return false
  }
}

/** The appliance's own address. */
export const addressOf = ({ lab }: Stage, name: PairName): string =>
  lab.network.appliances.find((one) => one.name === name)?.address ?? ''
