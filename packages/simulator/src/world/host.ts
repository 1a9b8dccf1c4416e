import {
  type ApplianceConfig,
  type ApplianceInput,
  type ApplianceTimer,
  Driver,
  type DriverPoint,
  type Health,
  type Store,
  soundDecisions,
} from '@understudy/appliance-core'
import {
  type ApplianceReading,
  assert,
  type Caller,
  type CertificateFacts,
  labOwner,
  type Outcome,
  type PortalAnswer,
  type Random,
} from '@understudy/shared'
import { Inbox } from '../scheduler/inbox.ts'
import { NamedTimers } from '../scheduler/named-timers.ts'
import { apiPage } from './api-page.ts'
import { DiedBeforeCommit } from './died-before-commit.ts'
import type { Disk } from './disk.ts'
import { Files } from './files.ts'
import { HostClock } from './host-clock.ts'
import type { HostPort, PageAnswer } from './host-port.ts'
import type { HostPorts } from './host-ports.ts'
import { notRunning } from './not-running.ts'
import { perform } from './perform.ts'
import type { Recordings } from './recordings.ts'
import { isAtWork, type RunningProcess } from './running-process.ts'
import { ServiceQueue } from './service-queue.ts'
import { serviceUsOf } from './service-times.ts'

/** One box: a disk (the store and the recordings) that outlives crashes, and a process that does not. */
export class Host implements HostPort {
  readonly name: string
  #disk: Disk
  readonly #config: Pick<ApplianceConfig, 'name' | 'hostname' | 'tlsPort'>
  readonly #random: Random
  readonly #ports: HostPorts
  /** The time as this box sees it; the network and the clients go by the world's. */
  readonly clock: HostClock
  #process: RunningProcess | null = null
  #starts = 0
  #hasPower = true
  #diesAt: ((point: DriverPoint) => boolean) | null = null

  constructor(
    config: Pick<ApplianceConfig, 'name' | 'hostname' | 'tlsPort'>,
    disk: Disk,
    random: Random,
    ports: HostPorts,
  ) {
    this.name = config.name
    this.#config = config
    this.#disk = disk
    this.#random = random
    this.#ports = ports
    this.clock = new HostClock(ports.scheduler)
  }

  get store(): Store {
    return this.#disk.store
  }

  get blobs(): Recordings {
    return this.#disk.recordings
  }

  /** Its disk is gone with all that was on it, and another one is in its place. */
  replaceDisk(disk: Disk): void {
    assert(this.#process === null, `${this.name} still runs on its disk`)
    this.#disk = disk
  }

  get hasPower(): boolean {
    return this.#hasPower
  }

  get running(): boolean {
    return this.#process !== null
  }

  /** Not an earlier one: that one has ended. */
  runs(process: RunningProcess): boolean {
    return this.#process === process
  }

  /** It runs, is not stopped, and nothing waits behind other work, nor would for long if it came now. */
  get isAtWork(): boolean {
    return isAtWork(this.#process, this.#ports.scheduler.nowMs)
  }

  /** It was stopped, as by SIGSTOP, and goes on when it is told to. */
  get isStopped(): boolean {
    return (this.#process?.paused ?? null) !== null
  }

  /** The links that it has dialed to that host and still has, though the other end is gone (NET-12). */
  deadLinksTo(host: string): readonly string[] {
    return this.#ports.links.deadLinksOf(this, host)
  }

  get preSharedKey(): string {
    return this.#process?.preSharedKey ?? ''
  }

  /** Starts the process over what is on the disk. */
  start(): void {
    assert(this.#process === null, () => `${this.name} runs already`)
    this.#starts += 1
    this.#hasPower = true
    const random = this.#random.fork(`start-${this.#starts}`)
    const { scheduler, decisions = soundDecisions } = this.#ports
    const core = this.#ports.core(this.store, random)
    const inbox = new Inbox<ApplianceInput>(scheduler, (inputs) => this.#handle(driver, inputs))
    const timers = new NamedTimers<ApplianceTimer>(scheduler, (timer) =>
      this.deliver({ kind: 'timer', timer }),
    )
    const process: RunningProcess = {
      core,
      inbox,
      timers,
      calls: new Map(),
      queue: new ServiceQueue(),
      files: new Files(),
      served: new Map(),
      paused: null,
      waitingCount: 0,
      preSharedKey: '',
      randomOf: (job) => this.#random.fork(`${this.#starts}/${job}`),
      driver: new Driver({
        appliance: core,
        store: this.store,
        decisions,
        // A crash in the middle of performing leaves the rest undone.
        perform: (effect) => {
          if (this.runs(process)) perform(this, process, this.#ports, effect)
        },
        pass: (point) => {
          if (this.runs(process)) this.#pass(point)
        },
      }),
    }
    const { driver } = process
    this.#process = process
    inbox.put({ kind: 'started' })
    this.#ports.network.hostUp(this.name)
  }

  /** From now on the process dies at the first point of its driver for which the condition holds; null = at none. */
  dieAt(condition: ((point: DriverPoint) => boolean) | null): void {
    this.#diesAt = condition
  }

  #handle(driver: Driver, inputs: readonly ApplianceInput[]): void {
    try {
      driver.handle(inputs, this.clock.nowMs)
    } catch (error) {
      if (!(error instanceof DiedBeforeCommit)) throw error
    }
  }

  #pass(point: DriverPoint): void {
    if (this.#diesAt?.(point) !== true) return
    this.crash()
    if (point === 'before-commit') throw new DiedBeforeCommit()
  }

  /** Stops the process, as SIGSTOP: it does nothing and says nothing, and its connections stay. */
  pause(): void {
    if (this.#process !== null) this.#process.paused ??= []
  }

  /** As SIGCONT: it goes on where it was. What is due fires first, then it reads what has come meanwhile. */
  resume(): void {
    const process = this.#process
    const waiting = process?.paused ?? null
    if (process === null || waiting === null) return
    process.paused = null
    const isTimer = ({ kind }: ApplianceInput): boolean => kind === 'timer'
    for (const input of waiting.filter(isTimer)) this.deliver(input)
    for (const input of waiting.filter((one) => !isTimer(one))) this.deliver(input)
  }

  /**
   * The process is gone at once: timers, what waited in its inbox, connections and claims. The disk
   * stays, with what was committed (SYN-06).
   */
  crash(): void {
    const { links, channels, network } = this.#ports
    this.#end(() => {
      // The process ends, and the kernel closes its connections.
      links.closeAll(this, 'the connection was reset')
      channels.closeAll(this, 'the connection was reset')
      network.hostDown(this.name)
    })
  }

  /** As {@link crash}, but nothing is left to close the connections (NET-12); the network knows already. */
  losePower(): void {
    const { links, channels } = this.#ports
    this.#hasPower = false
    this.#end(() => {
      links.forgetAll(this)
      channels.forgetAll(this)
    })
  }

  #end(leaveConnections: () => void): void {
    const process = this.#process
    if (process === null) return
    this.#process = null
    process.inbox.discard()
    process.timers.clearAll()
    leaveConnections()
    for (const { operation, onAnswer } of process.calls.values())
      onAnswer(notRunning(operation, this.#config))
  }

  /** Ends cleanly: the appliance is told and its last effects are performed. */
  stop(): void {
    this.#process?.driver.handle([{ kind: 'stopping' }], this.clock.nowMs)
    this.crash()
  }

  deliver(input: ApplianceInput): void {
    const process = this.#process
    if (process === null) return
    if (process.paused !== null) {
      process.paused.push(input)
      return
    }
    const waitMs = this.admit(serviceUsOf(input))
    if (waitMs === 0 && process.waitingCount === 0) {
      process.inbox.put(input)
      return
    }
    process.waitingCount += 1
    this.#ports.scheduler.after(waitMs, () => {
      process.waitingCount -= 1
      if (this.#process !== process) return
      if (process.paused === null) process.inbox.put(input)
      else process.paused.push(input)
    })
  }

  serve(serviceUs: number, act: () => void): void {
    const process = this.#process
    const waitMs = this.admit(serviceUs)
    if (waitMs === 0) act()
    else
      this.#ports.scheduler.after(waitMs, () => {
        if (this.#process === process) act()
      })
  }

  /** Queues work of that many microseconds; returns how many milliseconds it waits for what came before. */
  admit(serviceUs: number): number {
    return this.#process?.queue.admit(serviceUs, this.#ports.scheduler.nowMs) ?? 0
  }

  /** Asks for an operation; exactly one answer comes, even if no process runs. */
  invoke(
    request: string,
    operation: string,
    input: unknown,
    onAnswer: (outcome: Outcome<unknown>) => void,
    caller: Caller = labOwner,
  ): void {
    if (this.#process === null) {
      onAnswer(notRunning(operation, this.#config))
      return
    }
    this.#process.calls.set(request, { operation, onAnswer })
    this.deliver({ kind: 'operation', request, operation, input, caller })
  }

  certificateAt(address: string): CertificateFacts | null {
    return this.#process?.served.get(address) ?? null
  }

  /** What its administrators have uploaded or may fetch; null = it does not run. */
  get files(): Files | null {
    return this.#process?.files ?? null
  }

  page(path: string): PageAnswer {
    const reading = path.startsWith('/api/') ? this.reading() : null
    if (reading === null) return { status: this.portal().status }
    return apiPage(path, reading)
  }

  portal(): PortalAnswer {
    assert(this.#process !== null, () => `${this.name} is asked for its portal but does not run`)
    return this.#process.core.portal()
  }

  /** What load balancers are told now. */
  health(): Health {
    assert(this.#process !== null, () => `${this.name} is asked for its health but does not run`)
    const health = this.#process.core.health?.()
    assert(health !== undefined, () => `${this.name} is no appliance`)
    return health
  }

  /** What it is and holds now, for the XML APIs; null = nobody answers: it does not run, was stopped, or is no appliance. */
  reading(): ApplianceReading | null {
    const process = this.#process
    if (process === null || process.paused !== null) return null
    return process.core.reading?.(this.clock.nowMs) ?? null
  }
}
