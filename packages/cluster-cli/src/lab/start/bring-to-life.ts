import { randomBytes } from 'node:crypto'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import type { ApplianceName } from '@understudy/shared'
import { applianceAccesses } from '../../appliances/appliance-access.ts'
import { ApplianceCalls } from '../../appliances/appliance-calls.ts'
import { type LabFolder, tokenOf } from '../folder/lab-folder.ts'
import { LabError } from '../lab-error.ts'
import type { LabPlan } from '../processes/child-configs.ts'
import type { Call } from './bring-in-line.ts'
import { startAsPlanned } from './start-as-planned.ts'

/** What bringing a lab to life needs of its processes. */
export interface LivelyHost {
  readonly folder: LabFolder
  readonly hubPort: number
  /** Where an appliance listens at present. */
  portOf(name: ApplianceName): number | undefined
  /** On which host. Default: loopback. */
  readonly hostOf?: (name: ApplianceName) => string
}

/** Starts a lab's processes as its plan says, in real time; nobody else sees this lab channel. */
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
  const { backup } = plan.lab.start
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
    await startAsPlanned(plan, {
      call,
      command: (to, command) => channel.command(to, command),
      sync: async (name) => {
        await call(name, 'sync-now', {})
        await synced
      },
      preSharedKey: randomBytes(32).toString('base64url'),
    })
  } finally {
    calls.close()
    channel.close()
  }
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
