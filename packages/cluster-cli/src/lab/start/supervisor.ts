import { fileErrorOf } from '../../files/file-error.ts'
import { type KeptPlan, keptPlan } from '../folder/kept-lab.ts'
import { type LabFolder, labFolderAt, makeLabFolder, tokenOf } from '../folder/lab-folder.ts'
import {
  createRecord,
  type LabRecord,
  readRecord,
  removeRecord,
  updateRecord,
} from '../folder/lab-record.ts'
import { forgetOwnEnd, noteOwnEnd } from '../folder/own-end.ts'
import { LabError } from '../lab-error.ts'
import type { LabPlan } from '../processes/child-configs.ts'
import { noDoors } from '../processes/lab-doors.ts'
import { LabHost } from '../processes/lab-host.ts'
import { askSupervisor, serveControl } from '../running/control.ts'
import { bringToLife } from './bring-to-life.ts'

/** People who look at a lab expect the Toxiproxy API on its usual port (NET-10). */
const usualPorts = { control: 8474 } as const

export interface SupervisorPorts {
  /** Called once, when the lab runs. */
  readonly onReady: () => void
  /** Opens the lab's console; it is closed before the lab ends. Left out: the lab has none. */
  readonly openConsole?: (lab: SupervisedLab) => Promise<OpenConsole>
  readonly onStop: (listener: (signal: string) => void) => () => void
  readonly log: (line: string) => void
}

/** A lab that runs, for its console. */
export interface SupervisedLab {
  readonly folder: LabFolder
  readonly plan: KeptPlan
  /** Where its processes are now: one that was started again is elsewhere. */
  readonly record: () => LabRecord
}

export interface OpenConsole {
  readonly port: number
  readonly close: () => void
}

/**
 * Owns the processes of one lab until it is asked to stop or the lab is no longer usable. Resolves when all are gone
 * and the record is removed. Throws LabError if the lab cannot be started.
 */
export async function supervise(path: string, ports: SupervisorPorts): Promise<void> {
  const folder = labFolderAt(path)
  const plan = keptPlan(folder)
  if (plan === undefined) throw new LabError(`there is no lab in ${path}`)
  makeLabFolder(folder)
  const stop = signal()
  const stopped = signal()
  let bringBack: BringBack = async () => 'the lab is still starting'
  const control = await serveControl(tokenOf(folder), async (request) => {
    if (request === 'ping') return undefined
    if (request !== 'stop') return bringBack(request.slice('restart '.length))
    stop.give()
    await stopped.given
    return undefined
  })
  const forget = ports.onStop(stop.give)
  try {
    const record = await claim(folder, plan.lab.name, control.port)
    forgetOwnEnd(folder)
    try {
      await own(folder, plan, record, stop, ports, (one) => {
        bringBack = one
      })
    } finally {
      removeRecord(folder.recordFile)
    }
  } finally {
    stopped.give()
    forget()
    control.close()
  }
}

async function own(
  folder: LabFolder,
  plan: KeptPlan,
  claimed: LabRecord,
  stop: Signal,
  { onReady, log, openConsole }: SupervisorPorts,
  canBringBack: (bringBack: BringBack) => void,
): Promise<void> {
  const host = new LabHost(folder, plan, usualPorts)
  let record = claimed
  let opened: OpenConsole | undefined
  const broken = new Promise<never>((_resolve, reject) => {
    host.onDeath((_name, reason) => {
      log(reason)
      reject(new LabError(reason))
      if (!host.usable) stop.give()
      // Even on a full disk the lab goes on with what is left, or ends.
      try {
        updateRecord(folder.recordFile, running(record, host))
        if (!host.usable) noteOwnEnd(folder, reason)
      } catch (error) {
        log(`${folder.path} cannot be written: ${fileErrorOf(error)}`)
      }
    })
  })
  host.onReturn(() => updateRecord(folder.recordFile, running(record, host)))
  broken.catch(() => {}) // once the lab runs, it goes on with what is left
  try {
    const asked = stop.given.then(() => {
      throw new LabError('the lab was stopped before it was ready')
    })
    await Promise.race([start(host, plan), broken, asked])
    // A lab without a console is still a lab.
    opened = await openConsole?.({ folder, plan, record: () => running(record, host) }).catch(
      (error: Error) => {
        log(`the console could not be opened: ${error.message}`)
        return undefined
      },
    )
    record = { ...claimed, consolePort: opened?.port ?? null }
    updateRecord(folder.recordFile, running(record, host))
    canBringBack(async (name) => {
      try {
        await host.restart(name)
      } catch (error) {
        if (error instanceof LabError) return error.message
        throw error
      }
      updateRecord(folder.recordFile, running(record, host))
      return undefined
    })
    onReady()
    await stop.given
  } finally {
    opened?.close()
    await host.stop()
  }
}

async function start(host: LabHost, plan: LabPlan): Promise<void> {
  await host.startNetwork()
  await host.startMembers()
  await bringToLife(host, plan)
}

/** Starts one process again; returns why not, as a sentence. */
type BringBack = (name: string) => Promise<string | undefined>

interface Signal {
  readonly given: Promise<void>
  readonly give: () => void
}

function signal(): Signal {
  let give = (): void => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

/** One supervisor per folder: whoever creates the record. */
async function claim(folder: LabFolder, name: string, controlPort: number): Promise<LabRecord> {
  const record: LabRecord = {
    format: 'understudy-lab-1',
    name,
    state: 'starting',
    pid: process.pid,
    controlPort,
    hubPort: null,
    consolePort: null,
    doors: noDoors,
    processes: {},
  }
  if (createRecord(folder.recordFile, record)) return record
  if (await livingRecord(folder)) throw new LabError(`a lab is already running in ${folder.path}`)
  removeRecord(folder.recordFile)
  if (createRecord(folder.recordFile, record)) return record
  throw new LabError(`another lab is starting in ${folder.path}`)
}

const running = (record: LabRecord, host: LabHost): LabRecord => ({
  ...record,
  state: 'running',
  hubPort: host.hubPort,
  doors: host.doors,
  processes: Object.fromEntries(host.processes()),
})

/** The record of a lab whose supervisor answers; one left by a killed supervisor does not count. */
export async function livingRecord(folder: LabFolder): Promise<LabRecord | undefined> {
  const record = readRecord(folder.recordFile)
  if (record === undefined) return undefined
  return (await askSupervisor(record.controlPort, tokenOf(folder), 'ping')) ? record : undefined
}
