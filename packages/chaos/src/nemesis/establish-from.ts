import type { InputOf, LabConfig } from '@understudy/shared'
import { type PairName, peerOf } from '../schedule/lab-options.ts'

/** What an operator types into the Failover page of the future primary (FO-01). */
export function establishFrom(
  { network }: LabConfig,
  primary: PairName,
): InputOf<'establish-relationship'> {
  const addressOf = (name: PairName): string =>
    network.appliances.find((one) => one.name === name)?.address ?? ''
  return {
    peerHost: addressOf(peerOf(primary)),
    peerPort: network.tlsPort,
    reverseHost: addressOf(primary),
    reversePort: network.tlsPort,
  }
}
