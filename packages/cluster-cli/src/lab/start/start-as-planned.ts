import {
  type ApplianceName,
  establishInputOf,
  hostsOf,
  integrationAccountSteps,
  type LabCommand,
  type Outcome,
  sampleDataOf,
} from '@understudy/shared'
import { LabError } from '../lab-error.ts'
import type { LabPlan } from '../processes/child-configs.ts'
import { bringInLine, type Call } from './bring-in-line.ts'

/** What can be asked of fresh processes, or of a fresh world. */
export interface StartPorts {
  readonly call: Call
  readonly command: (to: 'network' | 'clients', command: LabCommand) => Promise<Outcome<unknown>>
  /** Sync Now, until it has finished; rejects with a LabError if it fails. */
  readonly sync: (backup: ApplianceName) => Promise<void>
  /** For all appliances, and the witness; secret. */
  readonly preSharedKey: string
}

/**
 * Turns them into the lab people expect from `up` (LAB-01), as its file has it start: data where the site is served,
 * its backup synced, clients at work. A lab that was up before has kept its data and roles; the throttles and the
 * shared address are brought in line with its plan, and its clients start.
 */
export async function startAsPlanned(plan: LabPlan, ports: StartPorts): Promise<void> {
  const { call, command } = ports
  const before = await call(plan.lab.start.serves, 'status', {})
  if (!before.hasPreSharedKey) await fill(plan, ports)
  await bringInLine(call, plan.lab)
  if (!before.hasPreSharedKey) await pair(plan, ports)
  const started = await command('clients', { kind: 'start-clients', input: {} })
  if (!started.ok) throw new LabError(`the clients did not start: ${started.refusal.message}`)
  // The lab file's faults begin when the lab is ready, each time it is brought up.
  if (plan.lab.network.faults.length === 0) return
  const begun = await command('network', { kind: 'start-timetable', input: {} })
  if (!begun.ok)
    throw new LabError(`the timetable of faults did not begin: ${begun.refusal.message}`)
}

async function fill({ lab, seed }: LabPlan, { call, preSharedKey }: StartPorts): Promise<void> {
  const { serves } = lab.start
  const key = { key: preSharedKey }
  for (const name of hostsOf(lab).filter((one) => one !== serves))
    await call(name, 'set-pre-shared-key', key)
  const data = sampleDataOf(lab, seed)
  if (data !== null) await call(serves, 'load-sample-data', data)
  for (const [operation, input] of integrationAccountSteps(lab, seed))
    await call(serves, operation, input)
  // Last of all: the key tells the next `up` that everything before was done.
  await call(serves, 'set-pre-shared-key', key)
}

async function pair({ lab }: LabPlan, { call, sync }: StartPorts): Promise<void> {
  const { serves, backup } = lab.start
  const input = establishInputOf(lab)
  if (backup === null || input === null) return
  await call(serves, 'establish-relationship', input)
  await sync(backup)
}
