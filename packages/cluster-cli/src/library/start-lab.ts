import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinLab } from '@understudy/lab-channel'
import type { InputOf, OperationName } from '@understudy/shared'
import { applianceAccesses } from '../appliances/appliance-access.ts'
import { ApplianceCalls } from '../appliances/appliance-calls.ts'
import { labFolderAt, tokenOf } from '../lab/folder/lab-folder.ts'
import { keyFor } from '../lab/processes/key-for.ts'
import type { LabDoors } from '../lab/processes/lab-doors.ts'
import { LabHost } from '../lab/processes/lab-host.ts'
import { begin } from './begin.ts'
import { EventLog } from './event-log.ts'
import { idleWhile } from './idle-while.ts'
import type { Lab } from './lab.ts'
import { type LabOptions, planOf } from './lab-options.ts'
import type { LabCarrier } from './lab-over.ts'

/** A lab of real processes. */
export interface RealLab extends Lab {
  /** Ports on loopback through which programs from outside enter the lab's network (NET-08). */
  readonly doors: LabDoors
  /** The certificate of the lab's authority, PEM, which such programs trust. Removed together with the lab's folder. */
  readonly caFile: string
}

/**
 * A lab of real processes in a temporary folder: `down` ends them and removes it, and they end by themselves when this
 * process does. Resolves when the backup is synced and the clients are at work. Lab time passes only while something
 * from the lab is awaited: between two requests the lab stands still.
 */
export async function startLab(options: LabOptions = {}): Promise<RealLab> {
  const plan = planOf(options)
  const folder = labFolderAt(mkdtempSync(join(tmpdir(), 'understudy-lab-')))
  const host = new LabHost(folder, plan)
  const closing: (() => void)[] = []
  const close = async (): Promise<void> => {
    for (const one of closing.splice(0)) one()
    await host.stop()
    host.remove()
  }
  try {
    await host.startNetwork()
    const { hubPort } = host
    const token = tokenOf(folder)
    const channel = await joinLab({
      hubPort,
      token,
      name: 'conductor',
      kind: 'conductor',
      events: true,
    })
    closing.push(() => channel.close())
    // From here on time stands still, except while `idly` waits.
    channel.work.begin()
    const log = new EventLog(channel)
    await host.startMembers()
    const accesses = applianceAccesses(folder, plan.lab, (_, hostname) => channel.doorTo(hostname))
    const calls = new ApplianceCalls(channel.clock, accesses)
    closing.push(() => calls.close())
    const idly = idleWhile(channel)
    const carrier: LabCarrier = {
      config: plan.lab,
      events: log.events,
      nowMs: () => channel.clock.nowMs(),
      invoke: (name, operation, input) =>
        idly(calls.invoke(name, operation, input as InputOf<OperationName>)),
      command: (to, command) => idly(channel.command(to, command)),
      eventFrom: (index, holds, withinMs) => idly(log.eventFrom(index, holds, withinMs)),
      pass: (ms) => idly(log.pass(ms)),
      close,
    }
    const lab = await begin(carrier, plan, keyFor('real', plan.seed))
    return Object.assign(lab, { doors: host.doors, caFile: folder.caFile })
  } catch (error) {
    await close()
    throw error
  }
}
