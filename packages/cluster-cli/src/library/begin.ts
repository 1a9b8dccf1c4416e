import { LabError } from '../lab/lab-error.ts'
import type { LabPlan } from '../lab/processes/child-configs.ts'
import type { Call } from '../lab/start/bring-in-line.ts'
import { startAsPlanned } from '../lab/start/start-as-planned.ts'
import { type Lab, untilWithinMs } from './lab.ts'
import { type LabCarrier, labOver } from './lab-over.ts'

/** Brings what was just started to where a test begins: as its file has it, backup synced, clients at work. */
export async function begin(
  carrier: LabCarrier,
  plan: LabPlan,
  preSharedKey: string,
): Promise<Lab> {
  const lab = labOver(carrier)
  const call: Call = (appliance, operation, input) => lab.do(appliance, operation, input)
  const sync = async (backup: string): Promise<void> => {
    await call(backup, 'sync-now', {})
    const end = await lab.until(
      ({ name, source }) =>
        source === backup && (name === 'sync-finished' || name === 'sync-failed'),
      untilWithinMs,
    )
    if (end.name === 'sync-failed') throw new LabError(`the first sync failed: ${end.reason}`)
  }
  await startAsPlanned(plan, { call, command: carrier.command, sync, preSharedKey })
  return lab
}
