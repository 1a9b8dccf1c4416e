import { setTimeout } from 'node:timers/promises'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import { type ApplianceName, hostsOf, type Outcome, updateServerHost } from '@understudy/shared'
import { type LabFolder, tokenOf, writeConfig } from '../lab/folder/lab-folder.ts'
import { LabError } from '../lab/lab-error.ts'
import { type Child, startChild } from '../lab/processes/child.ts'
import { type LabPlan, networkConfig } from '../lab/processes/child-configs.ts'
import { programs } from '../lab/processes/programs.ts'
import { layout } from './layout.ts'
import { writeMemberFolders } from './member-folders.ts'

/** Real time. */
const joinWithinMs = 120_000
const pollMs = 100
const graceMs = 10_000

/**
 * A lab whose members have containers of their own (LAB-02). The network is a process of this container; the lab begins
 * and ends with it: the others read their configuration, join its hub, and end with it, and whoever keeps their
 * containers starts them again.
 */
export class ContainerHost {
  readonly folder: LabFolder
  readonly hubPort = layout.hubPort
  readonly #plan: LabPlan
  readonly #dataFolder: string
  #network: Child | undefined
  #watch: LabChannel | undefined
  #stopping = false
  #onDeath: (name: string, reason: string) => void = () => {}

  constructor(folder: LabFolder, plan: LabPlan, dataFolder: string) {
    this.folder = folder
    this.#plan = plan
    this.#dataFolder = dataFolder
  }

  /** An appliance listens in its own container, whose name is the appliance's. */
  readonly hostOf = (name: ApplianceName): string => name

  portOf(_name: ApplianceName): number {
    return layout.appliancePort
  }

  /** Whether the hub is there. */
  get isListening(): boolean {
    return this.#watch !== undefined && !this.#stopping
  }

  /** Called for each member that leaves without being asked to. */
  onDeath(listener: (name: string, reason: string) => void): void {
    this.#onDeath = listener
  }

  async startNetwork(): Promise<void> {
    if (this.#stopping) throw new LabError('the lab is being stopped')
    writeMemberFolders(this.folder, this.#plan, this.#dataFolder)
    const config = {
      ...networkConfig(this.folder, this.#plan, layout.doors),
      hubPort: layout.hubPort,
      place: 'containers',
    }
    const network = startChild({
      name: 'the mock network',
      program: programs.network(),
      configFile: writeConfig(this.folder, 'network', config),
      logFile: this.folder.logFile('network'),
    })
    this.#network = network
    await network.ready
    void network.ended.then((reason) => this.#died('network', reason))
    this.#watch = await joinLab({
      hubPort: layout.hubPort,
      token: tokenOf(this.folder),
      name: 'keeper',
      kind: 'observer',
      events: true,
    })
    this.#watch.onEvent((event) => {
      if (event.name !== 'address-released' || event.reason !== 'host-down') return
      this.#died(event.appliance, `${event.appliance} left the lab: its container ended`)
    })
  }

  /** Waits until everybody has joined. */
  async startMembers(): Promise<void> {
    const members = [...hostsOf(this.#plan.lab), updateServerHost, 'clients']
    await Promise.all(members.map((name) => this.#joined(name)))
  }

  /** Ends the network, and the lab with it. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#watch?.close()
    await this.#network?.stop(graceMs)
  }

  kill(): void {
    this.#stopping = true
    this.#network?.kill()
  }

  #died(name: string, reason: string): void {
    if (!this.#stopping) this.#onDeath(name, reason)
  }

  /** The hub refuses to pass anything on to a name it does not know: that shows who has not joined yet. */
  async #joined(name: string): Promise<void> {
    for (let waitedMs = 0; !this.#stopping; waitedMs += pollMs) {
      const said = await this.#watch?.command(name, { kind: 'count-population', input: {} })
      if (said !== undefined && !isUnknown(said)) return
      if (waitedMs >= joinWithinMs)
        throw new LabError(`${name} has not joined the lab within ${joinWithinMs / 1_000} s`)
      await setTimeout(pollMs)
    }
    throw new LabError('the lab is being stopped')
  }
}

const isUnknown = (said: Outcome<unknown>): boolean =>
  !said.ok && ['unknown-participant', 'left-the-lab'].includes(said.refusal.code)
