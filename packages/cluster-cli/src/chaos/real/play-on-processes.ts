import {
  allCheckers,
  beginWork,
  coverageOf,
  type FaultName,
  labOf,
  livenessPhase,
  noFates,
  type PlayedSchedule,
  pairNames,
  type Schedule,
  safetyPhase,
  setUpPair,
  Watchers,
} from '@understudy/chaos'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import { type LabConfig, rosterOf } from '@understudy/shared'
import type { ApplianceAccess } from '../../appliances/admin-api.ts'
import { applianceAccesses } from '../../appliances/appliance-access.ts'
import { labFolderAt, tokenOf } from '../../lab/folder/lab-folder.ts'
import { LabError } from '../../lab/lab-error.ts'
import { keyFor } from '../../lab/processes/key-for.ts'
import { LabHost } from '../../lab/processes/lab-host.ts'
import { EventLog } from '../../library/event-log.ts'
import { idleWhile } from '../../library/idle-while.ts'
import { DeadDisks } from './dead-disks.ts'
import { makeChaosLabFolder } from './lab-folders.ts'
import { type CoursePorts, NoStatus, playCourse } from './play-course.ts'
import { RealStage } from './real-stage.ts'

/** Of real processes one hears one thing after the other, which not every law can bear. */
const realCheckers = allCheckers.filter(({ onlyVirtual }) => onlyVirtual !== true)

/** Registers for being told to end early; returns how to unregister. */
type OnStop = (listener: () => void) => () => void

/**
 * Plays a schedule on a lab of real processes of its own: faults, healing, liveness, with the laws of virtual time
 * (CHA-06). Null = it was stopped. No process and no file of the lab is left when it resolves.
 */
export async function playOnProcesses(
  schedule: Schedule,
  onStop: OnStop,
): Promise<PlayedSchedule | null> {
  const lab = labOf(schedule.lab)
  const folder = labFolderAt(makeChaosLabFolder())
  const host = new LabHost(folder, {
    lab,
    seed: schedule.seed,
    participants: [...rosterOf(lab), 'clients', 'conductor'],
  })
  let stopped = false
  const forget = onStop(() => {
    stopped = true
    host.kill()
  })
  try {
    return await played(schedule, lab, host)
  } catch (error) {
    if (stopped) return null
    throw error
  } finally {
    forget()
    host.kill()
    await host.stop()
    host.remove()
  }
}

async function played(schedule: Schedule, lab: LabConfig, host: LabHost): Promise<PlayedSchedule> {
  await host.startNetwork()
  const channel = await joinLab({
    hubPort: host.hubPort,
    token: tokenOf(host.folder),
    name: 'conductor',
    kind: 'conductor',
    counts: true,
    events: true,
  })
  // From here on lab time passes as real time, except while `idly` waits.
  channel.work.begin()
  const run = new Run(schedule, lab, host, channel)
  try {
    await host.startMembers()
    return await run.play()
  } finally {
    run.close()
    channel.close()
  }
}

/** One run, from started processes to what it showed. */
class Run {
  readonly #schedule: Schedule
  readonly #lab: LabConfig
  readonly #host: LabHost
  readonly #log: EventLog
  readonly #channel: LabChannel
  readonly #disks: DeadDisks
  readonly #ended: Promise<never>
  #end: (why: Error) => void = () => {}
  #stage: RealStage | undefined
  #watchers: Watchers | undefined

  constructor(schedule: Schedule, lab: LabConfig, host: LabHost, channel: LabChannel) {
    this.#schedule = schedule
    this.#lab = lab
    this.#host = host
    this.#channel = channel
    this.#disks = new DeadDisks(host.folder)
    this.#ended = new Promise((_, reject) => {
      this.#end = reject
    })
    this.#ended.catch(() => {}) // whoever waits is told; nobody has to
    this.#log = new EventLog(channel, (event) => {
      this.#stage?.onEvent(event)
      this.#watchers?.onEvent(event)
    })
    channel.onLost(() => this.#end(new LabError('the mock network is gone')))
    host.onDeath((_name, reason) => this.#end(new Died(reason)))
  }

  async play(): Promise<PlayedSchedule> {
    const schedule = this.#schedule
    const stage = this.#makeStage()
    const ports = this.#portsOf(stage)
    const { lab: options, seed } = schedule
    await playCourse(setUpPair(options, this.#lab, keyFor('real', seed)), ports)
    await playCourse(beginWork(options, this.#lab, seed), ports)
    const fates = { ...noFates }
    const startMs = stage.nowMs
    const scene = { stage, mode: schedule.mode, stores: this.#disks.stores, fates }
    const watchers = new Watchers(scene, realCheckers)
    for (const event of this.#log.events) watchers.tell(event)
    this.#watchers = watchers
    const hits = new Map<FaultName, number>()
    try {
      await playCourse(safetyPhase(schedule, stage, watchers, hits), ports)
      if (await playCourse(livenessPhase(stage, watchers), ports))
        await this.#judge(stage, watchers, ports)
    } catch (error) {
      if (error instanceof Died) watchers.find('no-assertion', 'DESIGN 1', error.message)
      else if (error instanceof NoStatus) watchers.find('convergence', 'CHA-03', error.message)
      else throw error
    }
    const { events } = this.#log
    return {
      schedule,
      world: 'real',
      findings: watchers.findings,
      coverage: coverageOf(events, startMs, hits),
      fates,
      traceHash: '',
      trace: watchers.trace,
      events,
      virtualMs: Math.round(stage.nowMs - startMs),
      steps: 0,
    }
  }

  close(): void {
    this.#stage?.close()
    this.#disks.close()
  }

  /** Both have said what they hold; then their processes are killed once more, and their disks are read. */
  async #judge(stage: RealStage, watchers: Watchers, { idly }: CoursePorts): Promise<void> {
    await idly(stage.answered())
    const [a, b] = await Promise.all(
      pairNames.map(async (name) => {
        const outcome = await idly(stage.boxes[name].calls.invoke(name, 'status', {}))
        if (outcome.ok) return outcome.value
        throw new NoStatus(`${name} does not tell its status: ${outcome.refusal.message}`)
      }),
    )
    if (a === undefined || b === undefined) throw new Error('a pair are two')
    stage.keep({ a, b })
    for (const name of pairNames) stage.crash(name)
    await stage.settled()
    watchers.atEnd()
  }

  #makeStage(): RealStage {
    const channel = this.#channel
    const accesses = applianceAccesses(this.#host.folder, this.#lab, (_, hostname) =>
      channel.doorTo(hostname),
    ).map(
      (access): ApplianceAccess => ({
        ...access,
        watch: (connection, stream) => channel.watch(connection, stream),
      }),
    )
    const stage = new RealStage({
      lab: this.#lab,
      host: this.#host,
      channel,
      accesses,
      onDead: (name) => {
        this.#disks.read(name)
        this.#watchers?.onDisk(name)
      },
      onLost: (reason) => this.#end(new Died(reason)),
    })
    this.#stage = stage
    return stage
  }

  #portsOf(stage: RealStage): CoursePorts {
    const wait = idleWhile(this.#channel)
    return {
      stage,
      log: this.#log,
      channel: this.#channel,
      idly: (waited) => wait(Promise.race([waited, this.#ended])),
    }
  }
}

/** A process has ended by itself, as it does when one of its assertions fails, or did not start again. */
class Died extends Error {
  override readonly name = 'Died'
}
