import { throttleSettings } from '@understudy/rehearsal'
import {
  type ApplianceName,
  type ApplianceStatus,
  type InputOf,
  type LabConfig,
  type OperationName,
  type OutputOf,
  rosterOf,
} from '@understudy/shared'

/** An operation of an appliance; rejects with a LabError if it is refused. */
export type Call = <K extends OperationName>(
  appliance: ApplianceName,
  operation: K,
  input: InputOf<K>,
) => Promise<OutputOf<K>>

interface Appliance {
  readonly name: ApplianceName
  readonly status: ApplianceStatus
}

/**
 * Makes the appliances agree with the lab's plan, which may have changed since they were up: both throttles of Jump
 * Clients, and who has the shared address. An appliance installing a package takes neither: that waits for the next
 * `up`.
 */
export async function bringInLine(call: Call, lab: LabConfig): Promise<void> {
  const appliances = await Promise.all(
    rosterOf(lab).map(async (name): Promise<Appliance> => {
      return { name, status: await call(name, 'status', {}) }
    }),
  )
  await setThrottles(call, appliances, lab)
  await enableShared(call, appliances, lab)
}

/** A backup gets its primary's at the next sync. */
async function setThrottles(
  call: Call,
  appliances: readonly Appliance[],
  { clients }: LabConfig,
): Promise<void> {
  const wanted = throttleSettings(clients)
  if (wanted.length === 0) return
  for (const { name, status } of appliances) {
    if (status.role === 'backup' || status.installation !== null) continue
    const present = await call(name, 'list-settings', {})
    for (const setting of wanted)
      if (present[setting.key] !== setting.value) await call(name, 'set-setting', setting)
  }
}

/**
 * Whoever has it keeps it, even after a swing; if nobody has it, the primary gets it, or else whoever serves at the
 * start.
 */
async function enableShared(
  call: Call,
  appliances: readonly Appliance[],
  { network, start }: LabConfig,
): Promise<void> {
  // With DNS and NAT the network's own record or rule leads somewhere.
  if (network.swing !== 'shared-ip') return
  if (appliances.some(({ status }) => status.addresses.some((a) => a.shared && a.enabled))) return
  const primary = appliances.find(({ status }) => status.role === 'primary')
  const owner = primary ?? appliances.find(({ name }) => name === start.serves)
  if (owner === undefined || owner.status.installation !== null) return
  const address = network.sharedAddress
  await call(owner.name, 'set-address-enabled', { address, enabled: true })
}
