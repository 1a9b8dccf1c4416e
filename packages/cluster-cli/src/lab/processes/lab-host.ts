import { rmSync } from 'node:fs'
import { hostsOf, rosterOf, updateServerHost, witnessName } from '@understudy/shared'
import { certifyLab } from '../folder/certificate-authority.ts'
import { type LabFolder, makeLabFolder, writeConfig } from '../folder/lab-folder.ts'
import type { ProcessPlace } from '../folder/lab-record.ts'
import { LabError } from '../lab-error.ts'
import { type Child, startChild } from './child.ts'
import {
  applianceConfig,
  clientsConfig,
  type LabPlan,
  networkConfig,
  type ProcessConfig,
  updateServerConfig,
  witnessConfig,
} from './child-configs.ts'
import { doorsOf, type LabDoors, noDoors } from './lab-doors.ts'
import { programs } from './programs.ts'

/** `network`, `clients`, `update-server`, `witness`, or an appliance. */
export type ProcessName = string

/** How long a process may take to end when asked; after that it is killed. */
const graceMs = 10_000

/** A lab of real processes, owned by this process: they end with it, even if it is killed (DESIGN 5, 8). */
export class LabHost {
  readonly folder: LabFolder
  readonly #plan: LabPlan
  readonly #preferredPorts: LabDoors['ports']
  readonly #roster: readonly string[]
  readonly #children = new Map<ProcessName, Child>()
  readonly #ports = new Map<ProcessName, number>()
  readonly #metricsPorts = new Map<ProcessName, number>()
  #hubPort = 0
  #doors = noDoors
  #stopping = false
  #onDeath: (name: ProcessName, reason: string) => void = () => {}
  #onReturn: () => void = () => {}

  /** `preferredPorts`: for doors without a port in the lab file, if these are free. */
  constructor(folder: LabFolder, plan: LabPlan, preferredPorts: LabDoors['ports'] = {}) {
    this.folder = folder
    this.#plan = plan
    this.#roster = rosterOf(plan.lab)
    this.#preferredPorts = preferredPorts
  }

  /** Where the lab's hub listens on loopback; 0 before it does. */
  get hubPort(): number {
    return this.#hubPort
  }

  /** The network's ports for programs from outside the lab; none before it listens. */
  get doors(): LabDoors {
    return this.#doors
  }

  /** Where an appliance, or the witness, listens on loopback now. */
  portOf(name: ProcessName): number | undefined {
    return this.#ports.get(name)
  }

  /** Whether the lab can still be asked anything: the network lives, and so does an appliance. */
  get usable(): boolean {
    return this.#children.has('network') && this.#roster.some((name) => this.#children.has(name))
  }

  processes(): ReadonlyMap<ProcessName, ProcessPlace> {
    return new Map(
      [...this.#children].map(([name, { pid }]) => [
        name,
        {
          pid,
          port: this.#ports.get(name) ?? null,
          metricsPort: this.#metricsPorts.get(name) ?? null,
        },
      ]),
    )
  }

  /** Called once for each process that ends without being asked to. */
  onDeath(listener: (name: ProcessName, reason: string) => void): void {
    this.#onDeath = listener
  }

  /** Called once for each process that has come back by itself, as an appliance does after a reboot: its port is another. */
  onReturn(listener: () => void): void {
    this.#onReturn = listener
  }

  /** Starts the mock network with the lab's hub: anyone who wants to see the lab from its beginning joins then. */
  async startNetwork(): Promise<void> {
    makeLabFolder(this.folder)
    await this.#orStop(async () => {
      const certified = certifyLab(this.folder, this.#plan.lab)
      try {
        const config = networkConfig(this.folder, this.#plan, this.#preferredPorts)
        const [network] = await Promise.all([this.#startChild('network', config), certified])
        this.#hubPort = Number(network['hubPort'])
        this.#doors = doorsOf(network)
      } finally {
        // After this nothing may write into the folder any more: it may be removed then.
        await certified.catch(() => {})
      }
    })
  }

  /** Starts all the others. */
  async startMembers(): Promise<void> {
    await this.#orStop(async () => {
      await Promise.all([
        ...[...hostsOf(this.#plan.lab), updateServerHost].map((name) => this.#startHost(name)),
        this.#startChild('clients', clientsConfig(this.folder, this.#plan, this.#hubPort)),
      ])
    })
  }

  /** Kills an appliance, the witness, or the update server, without warning and starts it again from what it has on disk. */
  async crashAndRestart(name: ProcessName): Promise<void> {
    await this.#crash(name)
    await this.#startHost(name)
  }

  /** Kills an appliance without warning; `restart` brings it back. Resolves when it is gone. */
  async crash(name: ProcessName): Promise<void> {
    await this.#crash(name)
  }

  async #crash(name: ProcessName): Promise<void> {
    const child = this.#children.get(name)
    this.#children.delete(name)
    child?.kill()
    await child?.ended
  }

  /**
   * Brings one process back: one that has ended starts from what it has on disk, a running one is killed first. Rejects
   * with a LabError for the network, without which nothing of the lab is left, and if the process does not start.
   */
  async restart(name: ProcessName): Promise<void> {
    if (name === 'network')
      throw new LabError(
        'the network cannot be restarted alone: everybody joined through it; use down and up',
      )
    if (name !== 'clients') return this.crashAndRestart(name)
    await this.#crash(name)
    await this.#startChild(name, clientsConfig(this.folder, this.#plan, this.#hubPort))
  }

  /**
   * Ends all processes, the network last, and waits until they are gone. Starts in progress are rejected with a
   * LabError, and nothing starts any more. Idempotent.
   */
  async stop(): Promise<void> {
    this.#stopping = true
    const children = [...this.#children]
    const rest = children.filter(([name]) => name !== 'network')
    await Promise.all(rest.map(([, child]) => child.stop(graceMs)))
    await this.#children.get('network')?.stop(graceMs)
    this.#children.clear()
  }

  /** Kills all processes without asking. */
  kill(): void {
    this.#stopping = true
    for (const child of this.#children.values()) child.kill()
  }

  /** Removes the folder with everything the lab has kept. Only after `stop`. */
  remove(): void {
    rmSync(this.folder.path, { recursive: true, force: true, maxRetries: 3 })
  }

  /** Half a lab is of no use: if something fails to start, whatever has started is stopped. */
  async #orStop(start: () => Promise<void>): Promise<void> {
    try {
      await start()
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** An appliance, the witness, or the update server. `isPatient`: its host is without power, and it is ready when that is back. */
  async #startHost(name: ProcessName, isPatient = false): Promise<void> {
    const config = this.#configOfHost(name)
    const said = await this.#startChild(name, config, isPatient)
    this.#ports.set(name, Number(said['port']))
  }

  #configOfHost(name: ProcessName): ProcessConfig {
    // Its door stays where people have found it.
    const port = this.#ports.get(name) ?? 0
    if (name === updateServerHost)
      return updateServerConfig(this.folder, this.#plan, this.#hubPort, port)
    const witness =
      name === witnessName ? witnessConfig(this.folder, this.#plan, this.#hubPort) : undefined
    return witness ?? applianceConfig(this.folder, this.#plan, name, this.#hubPort)
  }

  /** It waits to join the hub until the power is back (NET-12). */
  #startAfterPowerLoss(name: ProcessName): void {
    this.#startHost(name, true)
      .then(() => this.#onReturn())
      .catch((error: Error) => {
        if (!this.#stopping) this.#onDeath(name, error.message)
      })
  }

  async #startChild(
    name: ProcessName,
    config: ProcessConfig,
    isPatient = false,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (this.#stopping) throw new LabError('the lab is being stopped')
    const child = startChild({
      name: titleOf(name),
      program: programOf(name),
      configFile: writeConfig(this.folder, name, config),
      logFile: this.folder.logFile(name),
      isPatient,
    })
    this.#children.set(name, child)
    const said = await child.ready
    this.#metricsPorts.set(name, Number(said['metricsPort']))
    void child.ended.then((reason) => {
      if (this.#stopping || this.#children.get(name) !== child) return
      this.#children.delete(name)
      if (child.lostPower()) this.#startAfterPowerLoss(name)
      else this.#onDeath(name, reason)
    })
    return said
  }
}

const titles: Readonly<Record<string, string>> = {
  network: 'the mock network',
  clients: 'the client fleet',
  [updateServerHost]: 'the update server',
  [witnessName]: 'the witness',
}

const titleOf = (name: ProcessName): string => titles[name] ?? `appliance ${name}`

function programOf(name: ProcessName): string {
  if (name === 'network' || name === 'clients' || name === updateServerHost) return programs[name]()
  // The witness is the appliance's program, told by its configuration (decision 18).
  return programs.appliance()
}
