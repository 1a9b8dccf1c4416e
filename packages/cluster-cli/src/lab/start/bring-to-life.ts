import { randomBytes } from 'node:crypto'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import { type ApplianceName, establishInputOf, rosterOf, sampleDataOf } from '@understudy/shared'
import { applianceAccesses } from '../../appliances/appliance-access.ts'
import { ApplianceCalls } from '../../appliances/appliance-calls.ts'
import { type LabFolder, tokenOf } from '../folder/lab-folder.ts'
import { LabError } from '../lab-error.ts'
import type { LabPlan } from '../processes/child-configs.ts'
import { bringInLine, type Call } from './bring-in-line.ts'

/** A lab's processes, as far as bringing it to life needs them. */
export interface LivelyHost {
  readonly folder: LabFolder
  readonly hubPort: number
  /** Where an appliance listens now. */
  portOf(name: ApplianceName): number | undefined
  /** At which host. Default: loopback. */
  readonly hostOf?: (name: ApplianceName) => string
}

/**
 * Makes of fresh processes the lab that people expect of `up` (LAB-01), as its file has it start: data where the site is
 * served, its backup synced, clients at work. A lab that was up before has kept its data and roles;
 * what its plan says of throttles and the shared address is brought in line, and its clients start.
 */
export async function bringToLife(host: LivelyHost, plan: LabPlan): Promise<void> {
  const channel = await joinLab({
    hubPort: host.hubPort,
    token: tokenOf(host.folder),
    name: 'supervisor',
    kind: 'observer',
    events: true,
  }).catch((error: Error) => {
    throw new LabError(error.message)
  })
  const { serves, backup } = plan.lab.start
  const synced = backup === null ? undefined : nextSyncOf(backup, channel)
  const accesses = applianceAccesses(
    host.folder,
    plan.lab,
    (name) => host.portOf(name),
    host.hostOf,
  )
  const calls = new ApplianceCalls(channel.clock, accesses)
  const call: Call = async (appliance, operation, input) => {
    const outcome = await calls.invoke(appliance, operation, input)
    if (outcome.ok) return outcome.value
    throw new LabError(`${operation} on ${appliance} was refused: ${outcome.refusal.message}`)
  }
  try {
    const before = await call(serves, 'status', {})
    if (!before.hasPreSharedKey) await fill(call, plan)
    await bringInLine(call, plan.lab)
    if (!before.hasPreSharedKey) {
      await pair(call, plan)
      await synced
    }
    const started = await channel.command('clients', { kind: 'start-clients', input: {} })
    if (!started.ok) throw new LabError(`the clients did not start: ${started.refusal.message}`)
    await startTimetable(channel, plan)
  } finally {
    calls.close()
    channel.close()
  }
}

/** The lab file's faults begin when the lab is ready, each time it is brought up. */
async function startTimetable(channel: LabChannel, { lab }: LabPlan): Promise<void> {
  if (lab.network.faults.length === 0) return
  const started = await channel.command('network', { kind: 'start-timetable', input: {} })
  if (!started.ok)
    throw new LabError(`the timetable of faults did not begin: ${started.refusal.message}`)
}

async function fill(call: Call, { lab, seed }: LabPlan): Promise<void> {
  const { serves } = lab.start
  const key = randomBytes(32).toString('base64url')
  for (const name of rosterOf(lab).filter((one) => one !== serves))
    await call(name, 'set-pre-shared-key', { key })
  const data = sampleDataOf(lab, seed)
  if (data !== null) await call(serves, 'load-sample-data', data)
  // Last of all: its key tells the next `up` that all before was done.
  await call(serves, 'set-pre-shared-key', { key })
}

async function pair(call: Call, { lab }: LabPlan): Promise<void> {
  const { serves, backup } = lab.start
  const input = establishInputOf(lab)
  if (backup === null || input === null) return
  await call(serves, 'establish-relationship', input)
  await call(backup, 'sync-now', {})
}

function nextSyncOf(appliance: ApplianceName, channel: LabChannel): Promise<void> {
  const synced = new Promise<void>((resolve, reject) => {
    channel.onLost(() => reject(new LabError('the mock network is gone')))
    channel.onEvent((event) => {
      if (event.source !== appliance) return
      if (event.name === 'sync-finished') resolve()
      if (event.name === 'sync-failed')
        reject(new LabError(`the first sync failed: ${event.reason}`))
    })
  })
  synced.catch(() => {}) // waited for only where there is a first sync
  return synced
}
