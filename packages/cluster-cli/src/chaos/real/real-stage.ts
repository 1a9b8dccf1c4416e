import { type Asked, type PairName, pairNames, type Stage } from '@understudy/chaos'
import type { LabChannel } from '@understudy/lab-channel'
import type {
  ApplianceStatus,
  ClientsCommand,
  InputOf,
  LabConfig,
  LabEvent,
  NetworkCommand,
  OperationName,
  Outcome,
} from '@understudy/shared'
import type { ApplianceAccess } from '../../appliances/admin-api.ts'
import type { LabHost } from '../../lab/processes/lab-host.ts'
import { Box } from './box.ts'

/** A stopped process holds lab time, which passes as real time then. */
const pauseMsMax = 3_000
/** Lab time after which a call counts as not answered ({@link ApplianceCalls}). */
const answerMs = 600_000

export interface RealStagePorts {
  readonly lab: LabConfig
  readonly host: LabHost
  readonly channel: LabChannel
  readonly accesses: readonly ApplianceAccess[]
  readonly onDead: (name: PairName) => void
  readonly onLost: (reason: string) => void
}

/** A lab of real processes as faults act on it (CHA-06). */
export class RealStage implements Stage {
  readonly lab: LabConfig
  readonly readsDisksAtOnce = false
  readonly asked: Asked[] = []
  readonly boxes: Readonly<Record<PairName, Box>>
  readonly #channel: LabChannel
  /** What is to be done later; each once. */
  readonly #pending = new Set<() => void>()
  readonly #answers: Promise<void>[] = []
  #settling: Promise<Outcome<unknown>>[] = []
  #last: Readonly<Record<PairName, ApplianceStatus>> | undefined
  #timers = 0
  #faultsAdded = 0

  constructor({ lab, host, channel, accesses, onDead, onLost }: RealStagePorts) {
    this.lab = lab
    this.#channel = channel
    const boxOf = (name: PairName): Box => {
      const access = accesses.find((one) => one.name === name)
      if (access === undefined) throw new Error(`there is no appliance ${name}`)
      return new Box(name, { host, channel, access, onDead, onLost })
    }
    this.boxes = { a: boxOf('a'), b: boxOf('b') }
  }

  get nowMs(): number {
    return this.#channel.clock.nowMs()
  }

  onEvent({ name, source }: LabEvent): void {
    if (name === 'appliance-started') this.boxes[source as PairName]?.started()
  }

  isRunning(name: PairName): boolean {
    return this.boxes[name].isRunning
  }

  isAtWork(name: PairName): boolean {
    return this.boxes[name].isAtWork
  }

  isStopped(name: PairName): boolean {
    return this.boxes[name].isStopped
  }

  isClockSlow(): boolean {
    return false
  }

  statusOf(name: PairName): ApplianceStatus {
    if (this.#last === undefined) throw new Error('what they say is known only at the end')
    return this.#last[name]
  }

  /** What both said last, before their processes ended. */
  keep(last: Readonly<Record<PairName, ApplianceStatus>>): void {
    this.#last = last
  }

  after(ms: number, action: () => void): void {
    const once = (): void => {
      if (this.#pending.delete(once)) action()
    }
    this.#pending.add(once)
    this.#timers += 1
    this.#channel.clock.setTimer(`chaos/${this.#timers}`, this.nowMs + ms, once)
  }

  crash(name: PairName): void {
    this.boxes[name].crash()
  }

  startAgain(name: PairName): void {
    this.boxes[name].start()
  }

  pause(name: PairName, forMs: number): void {
    const box = this.boxes[name]
    const ms = Math.min(forMs, pauseMsMax)
    box.pause(ms)
    this.after(ms, () => box.resume())
  }

  losePower(name: PairName, forMs: number): boolean {
    const box = this.boxes[name]
    if (!box.losePower()) return false
    this.#network({ kind: 'power-loss', input: { appliance: name } })
    this.after(forMs, () => {
      this.#network({ kind: 'power-back', input: { appliance: name } })
      box.powerBack()
    })
    return true
  }

  faultFor(forMs: number, fault: Extract<NetworkCommand, { kind: 'add-fault' }>['input']): boolean {
    this.#faultsAdded += 1
    const name = `chaos-${this.#faultsAdded}`
    this.#network({ kind: 'add-fault', input: { ...fault, name } })
    this.after(forMs, () => this.#network({ kind: 'remove-fault', input: { name } }))
    return true
  }

  ask(on: PairName, operation: OperationName, input: unknown = {}): boolean {
    const box = this.boxes[on]
    if (!box.isRunning) return false
    const { life } = box
    const asked: Asked = { on, operation, input, atMs: this.nowMs, answer: null }
    this.asked.push(asked)
    const note = (answer: Outcome<unknown>): void => {
      // Whoever was alive all the time and was silent has not answered.
      if (box.life !== life || this.nowMs - asked.atMs < answerMs) asked.answer = answer
    }
    this.#answers.push(box.calls.invoke(on, operation, input as InputOf<OperationName>).then(note))
    return true
  }

  tellNetwork(command: NetworkCommand): void {
    this.#network(command)
  }

  tellClients(command: ClientsCommand): void {
    void this.#channel.command('clients', command)
  }

  /** Ends all lasting faults and leaves both boxes with power and a running process. */
  async heal(): Promise<void> {
    // An action may schedule itself again, as a crash loop does; bounded in case one never ends.
    for (let round = 0; round < 100 && this.#pending.size > 0; round++) {
      for (const once of [...this.#pending]) once()
      await this.settled()
    }
    for (const name of pairNames) {
      this.boxes[name].resume()
      this.startAgain(name)
    }
    await this.settled()
  }

  /** Whether the network has taken whatever it was told since the last call; boxes are as they were asked to be. */
  async settled(): Promise<boolean> {
    const told = await Promise.all(this.#settling.splice(0))
    for (const name of pairNames) await this.boxes[name].settled()
    return told.every(({ ok }) => ok)
  }

  /** Resolves when nobody waits for an answer any more. */
  async answered(): Promise<void> {
    await Promise.all(this.#answers)
  }

  close(): void {
    for (const name of pairNames) {
      this.boxes[name].resume()
      this.boxes[name].calls.close()
    }
  }

  #network(command: NetworkCommand): void {
    this.#settling.push(this.#channel.command('network', command))
  }
}
