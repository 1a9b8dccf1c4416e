import type { PairName } from '@understudy/chaos'
import type { LabChannel } from '@understudy/lab-channel'
import type { ApplianceAccess } from '../../appliances/admin-api.ts'
import { ApplianceCalls } from '../../appliances/appliance-calls.ts'
import type { LabHost } from '../../lab/processes/lab-host.ts'
import { PausedProcess } from './paused-process.ts'

/** What a box needs of its lab. */
export interface BoxPorts {
  readonly host: Pick<LabHost, 'crash' | 'restart' | 'processes'>
  readonly channel: Pick<LabChannel, 'clock' | 'work'>
  readonly access: ApplianceAccess
  /** It was killed and its process is gone; it starts again only afterwards. */
  readonly onDead: (name: PairName) => void
  /** It did not start again. */
  readonly onLost: (reason: string) => void
}

/**
 * One appliance as a process that faults kill, stop and start. What is asked is done in order, and lab time does not jump
 * meanwhile: a start takes as long as it really takes.
 */
export class Box {
  readonly name: PairName
  readonly #ports: BoxPorts
  #state: 'up' | 'down' | 'starting' | 'powerless' = 'up'
  #paused: PausedProcess | null = null
  #calls: ApplianceCalls
  #life = 1
  #work: Promise<void> = Promise.resolve()
  #startsWithPower = false
  #onUp: () => void = () => {}

  constructor(name: PairName, ports: BoxPorts) {
    this.name = name
    this.#ports = ports
    this.#calls = new ApplianceCalls(ports.channel.clock, [ports.access])
  }

  get isRunning(): boolean {
    return this.#state === 'up'
  }

  get isAtWork(): boolean {
    return this.#state === 'up' && this.#paused === null
  }

  get isStopped(): boolean {
    return this.#paused !== null
  }

  /** Goes up with each end of its process. */
  get life(): number {
    return this.#life
  }

  /** Its admin API; connections to the process before are not used again. */
  get calls(): ApplianceCalls {
    return this.#calls
  }

  crash(): void {
    if (this.#state !== 'up') return
    this.#end('down')
    this.#then(async () => {
      await this.#ports.host.crash(this.name)
      this.#ports.onDead(this.name)
    })
  }

  start(): void {
    if (this.#state !== 'down') return
    this.#state = 'starting'
    this.#then(async () => {
      await this.#ports.host.restart(this.name)
      this.started()
    })
  }

  /** SIGSTOP; nothing happens if it is stopped already. */
  pause(forMs: number): void {
    const pid = this.#ports.host.processes().get(this.name)?.pid
    if (this.isAtWork && pid !== undefined) this.#paused = new PausedProcess(pid, forMs)
  }

  resume(): void {
    this.#paused?.resume()
    this.#paused = null
  }

  /** False = it has no power, or is just starting. */
  losePower(): boolean {
    if (this.#state !== 'up' && this.#state !== 'down') return false
    this.#startsWithPower = this.#state === 'down'
    this.#end('powerless')
    return true
  }

  /** The process of a host that had lost its power waits for it, and starts. */
  powerBack(): void {
    if (this.#state !== 'powerless') return
    if (this.#startsWithPower) {
      this.#state = 'down'
      this.start()
      return
    }
    this.#state = 'starting'
    this.#then(
      () =>
        new Promise((resolve) => {
          if (this.#state === 'up') resolve()
          else this.#onUp = resolve
        }),
    )
  }

  /** Its process has told that it runs. */
  started(): void {
    if (this.#state !== 'starting') return
    this.#state = 'up'
    this.#calls = new ApplianceCalls(this.#ports.channel.clock, [this.#ports.access])
    this.#onUp()
  }

  /** Resolves when nothing is under way any more. */
  settled(): Promise<void> {
    return this.#work
  }

  #end(state: 'down' | 'powerless'): void {
    this.resume()
    this.#state = state
    this.#life += 1
  }

  #then(action: () => Promise<void>): void {
    const { work } = this.#ports.channel
    work.begin()
    this.#work = this.#work
      .then(action)
      .catch((error: Error) => this.#ports.onLost(error.message))
      .finally(() => work.end())
  }
}
