import {
  type ApiName,
  type ApplianceStatus,
  type ClientsCommand,
  type LabConfig,
  type NetworkCommand,
  type OperationName,
  type Outcome,
  rosterOf,
  witnessName,
} from '@understudy/shared'
import type { HostClock, World } from '@understudy/simulator'
import { stateOf } from '../checkers/stored-state.ts'
import type { PairName } from '../schedule/lab-options.ts'
import type { Asked, Stage, ToldByApi } from './stage.ts'

/** The world in virtual time as faults act on it. */
export class VirtualStage implements Stage {
  readonly world: World
  readonly lab: LabConfig
  readonly readsDisksAtOnce = true
  readonly asked: Asked[] = []
  readonly toldByApi: ToldByApi[] = []
  readonly #pending = new Set<() => void>()
  readonly #powerless = new Set<string>()
  readonly #hidAbsence = new Set<string>()
  readonly #setBack = new Set<string>()
  readonly #setAtMs = new Map<string, number>()
  readonly #stoppedSinceMs = new Map<PairName, number>()
  #destroyed: PairName | null = null
  readonly #uploaded: { readonly to: PairName; readonly bytes: Uint8Array }[] = []
  /** Told before a host is destroyed with its disk. */
  onDestroyed: (name: PairName) => void = () => {}
  #isHealing = false
  #faultsAdded = 0

  constructor(world: World, lab: LabConfig) {
    this.world = world
    this.lab = lab
  }

  get nowMs(): number {
    return this.world.nowMs
  }

  isRunning(name: PairName): boolean {
    return this.world.host(name).running
  }

  isAtWork(name: PairName): boolean {
    return this.world.host(name).isAtWork
  }

  isStopped(name: PairName): boolean {
    return this.world.host(name).isStopped
  }

  stoppedSinceMs(name: PairName): number | null {
    return this.isStopped(name) ? (this.#stoppedSinceMs.get(name) ?? null) : null
  }

  deadWitnessLinksOf(name: PairName): readonly string[] {
    return this.world.host(name).deadLinksTo(witnessName)
  }

  isClockSlow(name: PairName): boolean {
    return this.world.host(name).clock.isSlow || this.#hidAbsence.has(name)
  }

  wasClockSetBack(name: PairName): boolean {
    return this.#setBack.has(name)
  }

  /** Sets its clock; back while it is kept from its work, that hides from it how long. */
  setClock(name: string, change: (clock: HostClock) => void): void {
    const { clock, isAtWork } = this.world.host(name)
    const beforeMs = clock.nowMs
    change(clock)
    if (clock.nowMs !== beforeMs) this.#setAtMs.set(name, this.nowMs)
    if (clock.nowMs >= beforeMs) return
    this.#setBack.add(name)
    if (!isAtWork) this.#hidAbsence.add(name)
  }

  clockSetAtMs(name: PairName): number | null {
    return this.#setAtMs.get(name) ?? null
  }

  certificateShownAt(name: PairName, address: string): string | null {
    return this.world.host(name).certificateAt(address)?.fingerprint ?? null
  }

  unpackedOn(name: PairName): string | null {
    return this.world.updatesOf(name).leftovers.unpacked
  }

  statusOf(name: PairName): ApplianceStatus {
    return this.world.status(name)
  }

  after(ms: number, action: () => void): void {
    const once = (): void => {
      if (this.#pending.delete(once)) action()
    }
    this.#pending.add(once)
    this.world.scheduler.after(ms, once)
  }

  /** Ends all lasting faults and leaves both boxes with power, a right clock and a running process. */
  heal(): void {
    this.#isHealing = true
    // An action may schedule itself again, as a crash loop does; bounded in case one never ends.
    for (let round = 0; round < 100 && this.#pending.size > 0; round++)
      for (const once of [...this.#pending]) once()
    for (const name of rosterOf(this.lab)) {
      const host = this.world.host(name)
      host.dieAt(null)
      this.setClock(name, (clock) => clock.setRight())
      host.resume()
      this.startAgain(name)
    }
  }

  crash(name: PairName): void {
    this.world.crash(name)
  }

  startAgain(name: string): void {
    const host = this.world.host(name)
    if (!host.running && !this.#powerless.has(name)) host.start()
  }

  pause(name: PairName, forMs: number): void {
    const host = this.world.host(name)
    this.faultFor(forMs, { kind: 'partition', from: name, to: '*' })
    if (!host.isStopped) this.#stoppedSinceMs.set(name, this.nowMs)
    host.pause()
    this.after(forMs, () => host.resume())
  }

  losePower(name: string, forMs: number): boolean {
    if (this.#powerless.has(name)) return false
    this.#powerless.add(name)
    this.network({ kind: 'power-loss', input: { appliance: name } })
    this.after(forMs, () => {
      this.#powerless.delete(name)
      this.network({ kind: 'power-back', input: { appliance: name } })
    })
    return true
  }

  /**
   * Destroys the host with its disk; after that long another box, factory new, stands in its place. False = it has no power, or
   * one was destroyed before: nobody rehearses the loss of both.
   */
  destroy(name: PairName, forMs: number): boolean {
    if (this.#destroyed !== null || !this.losePower(name, forMs)) return false
    this.#destroyed = name
    this.onDestroyed(name)
    this.world.replaceHost(name)
    return true
  }

  answersPing(from: PairName, address: string): boolean {
    return this.world.network.answersPing(from, address)
  }

  /**
   * Somebody resets it to factory defaults: `onDestroyed` is told in the moment in which all that it holds goes. False = it does
   * not run, is in a relationship, one was destroyed before, or everything is being healed.
   */
  reset(name: PairName): boolean {
    const { store } = this.world.host(name)
    const isPossible = this.isRunning(name) && (stateOf(store).role ?? 'none') === 'none'
    if (this.#destroyed !== null || !isPossible || this.#isHealing) return false
    this.#destroyed = name
    const wipe = store.wipe.bind(store)
    store.wipe = () => {
      this.onDestroyed(name)
      wipe()
    }
    return this.ask(name, 'factory-reset', { confirm: true })
  }

  /** Somebody uploads that backup there, which may be restored. */
  restore(name: PairName, bytes: Uint8Array): void {
    const { files } = this.world.host(name)
    if (files === null) return
    this.#uploaded.push({ to: name, bytes })
    this.ask(name, 'upload-backup', { file: files.put(bytes) })
  }

  backupsUploadedTo(name: PairName): readonly Uint8Array[] {
    return this.#uploaded.filter(({ to }) => to === name).map(({ bytes }) => bytes)
  }

  network(command: NetworkCommand): Outcome<unknown> {
    return this.world.commandAndRun('network', command)
  }

  faultFor(forMs: number, fault: Extract<NetworkCommand, { kind: 'add-fault' }>['input']): boolean {
    this.#faultsAdded += 1
    const name = `chaos-${this.#faultsAdded}`
    const outcome = this.network({ kind: 'add-fault', input: { ...fault, name } })
    if (!outcome.ok) return false
    this.after(forMs, () => this.network({ kind: 'remove-fault', input: { name } }))
    return true
  }

  ask(on: PairName, operation: OperationName, input: unknown = {}): boolean {
    if (!this.isRunning(on)) return false
    const asked: Asked = { on, operation, input, atMs: this.nowMs, answer: null }
    this.asked.push(asked)
    this.world.invoke(on, operation, input, (outcome) => {
      asked.answer = outcome
    })
    return true
  }

  /** A program with a token of that account asks an API; what it is answered is noted. */
  askApi(on: PairName, api: ApiName, query: string, clientId: string): void {
    const isKnown = (): boolean =>
      this.world.host(on).store.settings.get(`api-accounts/${clientId}`) !== undefined
    const wasKnown = isKnown()
    const note = (text: string): void => {
      const { role = 'none' } = stateOf(this.world.host(on).store)
      this.toldByApi.push({ on, api, query, text, role, isKnown: wasKnown || isKnown() })
    }
    this.world.askApi(
      on,
      api,
      query,
      (answer) => {
        if (answer?.kind === 'document') note([...answer.parts].join(''))
      },
      { kind: 'client', clientId },
    )
  }

  tellNetwork(command: NetworkCommand): void {
    this.network(command)
  }

  tellClients(command: ClientsCommand): void {
    this.world.command('clients', command, () => {})
  }
}
