import { type ApiAnswer, parametersOf } from '@understudy/appliance-api'
import {
  Appliance,
  type Decisions,
  type Store,
  soundDecisions,
  Witness,
} from '@understudy/appliance-core'
import {
  type ApiName,
  type ApiUser,
  type ApplianceConfig,
  type ApplianceName,
  type ApplianceStatus,
  applianceConfigOf,
  assert,
  type Caller,
  certifiedNamesOf,
  createRandom,
  type HostOperationName,
  type LabCommand,
  type LabEvent,
  labAuthorityName,
  labOwner,
  type Outcome,
  type OutputOf,
  populationConfigOf,
  rosterOf,
  type Signing,
  witnessConfigOf,
  witnessName,
} from '@understudy/shared'
import { VirtualLinks } from '../fabric/links.ts'
import { type RunBounds, type RunEnd, Scheduler } from '../scheduler/scheduler.ts'
import { askApi } from './ask-api.ts'
import { CertificateDesk, factoryFacts } from './certificate-desk.ts'
import { Clients } from './clients.ts'
import type { FileCrypto } from './files.ts'
import { Host } from './host.ts'
import { plainFiles } from './plain-files.ts'
import { Recordings } from './recordings.ts'
import { Trace } from './trace.ts'
import { UpdateDesk } from './update-desk.ts'
import { VirtualNetwork } from './virtual-network.ts'
import type { WorldConfig } from './world-config.ts'

export interface WorldPorts {
  /** The disk of one appliance; fresh and empty, unless the world goes on where another one has ended. Called once for each. */
  readonly openStore: (appliance: ApplianceName) => Store
  /** An empty disk, for a box that takes another one's place. Default: as `openStore`. */
  readonly openEmptyStore?: (appliance: ApplianceName) => Store
  /** The recordings on that disk. Default: none. */
  readonly openRecordings?: (appliance: ApplianceName) => Recordings
  /** Others than the product's, to see that they are noticed (CHA-05). */
  readonly decisions?: Decisions | undefined
  /** Default: none, and nobody can use a passphrase. */
  readonly crypto?: FileCrypto
  /** What packages are signed and checked with, for worlds that share what it remembers. Default: one of its own. */
  readonly signing?: Signing
}

/** How long an answer is waited for at most, in virtual time. */
const answerMsMax = 3_600_000
const stepsMax = 100_000_000

/**
 * The simulated lab: two appliances, the network, the clients and perhaps a witness in virtual time, one thread, no
 * real clock. The same lab and seed give the same trace (CHA-07). All hosts start at once.
 */
export class World {
  readonly scheduler: Scheduler
  readonly network: VirtualNetwork
  readonly clients: Clients
  readonly trace = new Trace()
  readonly #hosts = new Map<string, Host>()
  readonly #updates = new Map<string, UpdateDesk>()
  /** What each appliance starts out with; another one where it was replaced. */
  readonly #births = new Map<string, ApplianceConfig>()
  readonly #replacement: (appliance: ApplianceName) => {
    readonly birth: ApplianceConfig
    readonly store: Store
  }
  readonly #decisions: Decisions
  #calls = 0

  constructor({ lab, seed, birthSeed = seed }: WorldConfig, ports: WorldPorts) {
    const random = createRandom(seed)
    const { decisions } = ports
    this.#decisions = decisions ?? soundDecisions
    const findHost = (name: string): Host => this.host(name)
    let replaced = 0
    this.#replacement = (name) => {
      replaced += 1
      const openEmpty = ports.openEmptyStore ?? ports.openStore
      const birth = applianceConfigOf(lab, name, `${birthSeed}/replaced-${replaced}`)
      return { birth, store: openEmpty(name) }
    }
    this.scheduler = new Scheduler(lab.startsAtMs)
    this.network = new VirtualNetwork({
      signing: ports.signing,
      lab: lab.network,
      authority: labAuthorityName(lab.name),
      scheduler: this.scheduler,
      trace: this.trace,
      random: random.fork('network'),
      findHost,
      power: (name, isOn) => (isOn ? this.host(name).start() : this.host(name).losePower()),
    })
    this.clients = new Clients(populationConfigOf(lab, seed), {
      network: this.network,
      trace: this.trace,
      findHost,
      decisions: this.#decisions,
    })
    const crypto = ports.crypto ?? plainFiles
    const links = new VirtualLinks(this.network, findHost)
    for (const name of rosterOf(lab)) {
      const own = random.fork(`appliance/${name}`)
      const certificate = factoryFacts(certifiedNamesOf(lab, name), lab.name, lab.startsAtMs)
      const config = { ...applianceConfigOf(lab, name, birthSeed), certificate }
      this.#births.set(name, config)
      const store = ports.openStore(name)
      const recordings = ports.openRecordings?.(name) ?? new Recordings()
      const updates = new UpdateDesk(name, lab.network.siteHostname, this.network)
      this.#updates.set(name, updates)
      const host = new Host(config, { store, recordings }, own, {
        scheduler: this.scheduler,
        network: this.network,
        links,
        channels: this.clients.channels,
        updates,
        certificates: new CertificateDesk({
          appliance: name,
          own: certificate,
          codec: crypto.codec,
          random: own.fork('certificates'),
        }),
        record: (event) => this.trace.record(name, event, this.scheduler.nowMs),
        decisions,
        core: (store, random) =>
          new Appliance(this.#birthOf(name), store, random, undefined, decisions),
        crypto,
      })
      this.#hosts.set(name, host)
      host.start()
    }
    const witness = witnessConfigOf(lab)
    if (witness === undefined) return
    const disk = { store: ports.openStore(witnessName), recordings: new Recordings() }
    const host = new Host(witness, disk, random, {
      scheduler: this.scheduler,
      network: this.network,
      links,
      channels: this.clients.channels,
      record: (event) => this.trace.record(witnessName, event, this.scheduler.nowMs),
      decisions,
      core: (store) => new Witness(witness, store, decisions),
      crypto,
    })
    this.#hosts.set(witnessName, host)
    host.start()
  }

  /** Every event of all sources since the beginning. */
  get events(): readonly LabEvent[] {
    return this.trace.events
  }

  get nowMs(): number {
    return this.scheduler.nowMs
  }

  host(name: string): Host {
    const host = this.#hosts.get(name)
    assert(host !== undefined, () => `there is no appliance ${name}`)
    return host
  }

  /** Its host is destroyed with all that it held; another appliance, factory new, stands in its place and waits for power. */
  replaceHost(appliance: ApplianceName): void {
    const { birth, store } = this.#replacement(appliance)
    // The lab's authority has issued its certificate anew, for the same names.
    this.#births.set(appliance, { ...this.#birthOf(appliance), ...birth })
    this.host(appliance).replaceDisk({ store, recordings: new Recordings() })
    this.updatesOf(appliance).clear()
  }

  #birthOf(appliance: ApplianceName): ApplianceConfig {
    const birth = this.#births.get(appliance)
    assert(birth !== undefined, `there is no appliance ${appliance}`)
    return birth
  }

  /** What that appliance has on its disk for updates. */
  updatesOf(appliance: ApplianceName): UpdateDesk {
    const desk = this.#updates.get(appliance)
    assert(desk !== undefined, () => `there is no appliance ${appliance}`)
    return desk
  }

  /** Asks an appliance for an operation; the answer comes while time runs. Returns the call's id. */
  invoke(
    appliance: ApplianceName,
    operation: HostOperationName,
    input: unknown = {},
    onAnswer: (outcome: Outcome<unknown>) => void = () => {},
    caller: Caller = labOwner,
  ): string {
    this.#calls += 1
    const call = `call-${this.#calls}`
    this.host(appliance).invoke(call, operation, input, onAnswer, caller)
    return call
  }

  /** As {@link invoke}, and runs until it is answered. */
  invokeAndRun<K extends HostOperationName>(
    appliance: ApplianceName,
    operation: K,
    input: unknown = {},
    caller: Caller = labOwner,
  ): Outcome<OutputOf<K>> {
    let answer: Outcome<unknown> | undefined
    const onAnswer = (outcome: Outcome<unknown>): void => {
      answer = outcome
    }
    this.invoke(appliance, operation, input, onAnswer, caller)
    const end = this.#runUntil(() => answer !== undefined, answerMsMax)
    assert(answer !== undefined, () => `${operation} on ${appliance} was not answered: ${end}`)
    return answer as Outcome<OutputOf<K>>
  }

  /** Asks an appliance's XML API by a query; undefined = nobody answers. The answer comes while time runs. */
  askApi(
    appliance: ApplianceName,
    api: ApiName,
    query: string,
    onAnswer: (answer: ApiAnswer | undefined) => void,
    user?: ApiUser,
  ): void {
    const call = { api, parameters: parametersOf(query), from: 'the operator', user }
    askApi(this.host(appliance), call, (...step) => this.invoke(appliance, ...step), onAnswer)
  }

  status(appliance: ApplianceName): ApplianceStatus {
    const outcome = this.invokeAndRun(appliance, 'status')
    assert(outcome.ok, () => `${appliance} does not tell its status`)
    return outcome.value
  }

  /** Gives the clients or the network a command and runs until its result; the network's is there at once. */
  commandAndRun(to: 'clients' | 'network', command: LabCommand): Outcome<unknown> {
    if (to === 'network') return this.network.command(command)
    let result: Outcome<unknown> | undefined
    this.command(to, command, (value) => {
      result = value
    })
    const end = this.#runUntil(() => result !== undefined, answerMsMax)
    assert(result !== undefined, () => `${command.kind} gave no result: ${end}`)
    return result
  }

  command(
    to: 'clients' | 'network',
    command: LabCommand,
    onResult: (result: Outcome<unknown>) => void,
  ): void {
    if (to === 'network') {
      onResult(this.network.command(command))
      return
    }
    this.#calls += 1
    this.clients.command(`command-${this.#calls}`, command, onResult)
  }

  /** Lets that much virtual time pass. */
  runFor(ms: number): void {
    const untilMs = this.nowMs + ms
    const end = this.scheduler.runUntil(untilMs, { untilMs, stepsMax })
    assert(end === 'reached', () => `after ${stepsMax} steps still at ${this.nowMs}`)
  }

  /** Runs until an event is recorded for which the condition holds; undefined = none within the bound. */
  runUntilEvent(condition: (event: LabEvent) => boolean, boundMs: number): LabEvent | undefined {
    let looked = this.events.length
    let found: LabEvent | undefined
    this.#runUntil(() => {
      while (found === undefined && looked < this.events.length) {
        const event = this.events[looked]
        looked += 1
        if (event !== undefined && condition(event)) found = event
      }
      return found !== undefined
    }, boundMs)
    return found
  }

  /** The update server dies and starts again, over what it has kept. */
  restartUpdateServer(): void {
    this.network.restartUpdateServer(this.#decisions)
  }

  /** Kills the process of that appliance: only what was committed is left. */
  crash(appliance: ApplianceName): void {
    this.host(appliance).crash()
  }

  restart(appliance: ApplianceName): void {
    this.host(appliance).start()
  }

  /** From now on no byte passes between the two hosts or groups, and nobody is told. */
  cutPath(from: string, to: string): void {
    this.commandAndRun('network', { kind: 'cut-path', input: { from, to } })
  }

  healPath(from: string, to: string): void {
    this.commandAndRun('network', { kind: 'heal-path', input: { from, to } })
  }

  #runUntil(condition: () => boolean, boundMs: number): RunEnd {
    const bounds: RunBounds = { untilMs: this.nowMs + boundMs, stepsMax }
    return this.scheduler.runUntil(condition, bounds)
  }
}
