import type { LabConfig } from '../lab/lab-config.ts'
import { createRandom } from '../random.ts'
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

/** The account that a lab's integrations ask as (API-04), from its seed: nobody has to hand it over. Secret. */
export function integrationAccountOf(seed: number | string): {
  readonly username: string
  readonly password: string
} {
  const secret = createRandom(`${seed}/integrations`).hex(24)
  return { username: 'integrations', password: `Ic-${secret}-A9z` }
}

type AccountStep =
  | readonly ['add-user', InputOf<'add-user'>]
  | readonly ['change-password', InputOf<'change-password'>]

/** How that account comes to the appliance that serves; [] = the lab has no integrations. */
export function integrationAccountSteps(
  { clients }: LabConfig,
  seed: number | string,
): readonly AccountStep[] {
  if ((clients.integrations ?? []).length === 0) return []
  const { username, password: newPassword } = integrationAccountOf(seed)
  const account = { interface: 'login', username, password: `${newPassword}-first` } as const
  return [
    ['add-user', { ...account, permissions: ['use-command-api', 'use-reporting-api'] }],
    ['change-password', { ...account, newPassword }],
  ]
}
