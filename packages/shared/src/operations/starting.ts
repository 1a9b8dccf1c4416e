import type { LabConfig } from '../lab/lab-config.ts'
import type { InputOf } from './targets.ts'

/*
 * How a lab starts, as inputs of the operations that set it up. Everything that starts a lab, in either world, uses
 * these.
 */

/** For the appliance that serves; null = the lab starts without data. */
export const sampleDataOf = (
  { data }: LabConfig,
  seed: string,
): InputOf<'load-sample-data'> | null => (data.sessions === 0 ? null : { ...data, seed })

/** For the appliance that is to be primary; null = the lab starts without a relationship. */
export function establishInputOf({
  network,
  start,
}: LabConfig): InputOf<'establish-relationship'> | null {
  const addressOf = (name: string) => network.appliances.find((one) => one.name === name)?.address
  const [peerHost, reverseHost] = [addressOf(start.backup ?? ''), addressOf(start.serves)]
  if (peerHost === undefined || reverseHost === undefined) return null
  const { tlsPort } = network
  return { peerHost, peerPort: tlsPort, reverseHost, reversePort: tlsPort }
}
