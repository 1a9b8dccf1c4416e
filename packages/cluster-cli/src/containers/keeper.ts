import { performance } from 'node:perf_hooks'
import type { RehearsalPlan } from '@understudy/rehearsal'
import { type LabConfig, type LabEvent, rosterOf } from '@understudy/shared'
import type { KeptPlan } from '../lab/folder/kept-lab.ts'
import type { LabFolder } from '../lab/folder/lab-folder.ts'
import { LabError } from '../lab/lab-error.ts'
import { bringToLife } from '../lab/start/bring-to-life.ts'
import { type PlayOptions, playReal } from '../real/play-real.ts'
import type { KeeperState } from '../remote/lab-told.ts'
import { CommandError } from '../usage/errors.ts'
import { ContainerHost } from './container-host.ts'
import { layout } from './layout.ts'

export interface Rehearsed {
  readonly events: readonly LabEvent[]
  readonly wallTimeMs: number
}

/**
 * Keeps one lab in containers: brings it to life, and makes way for rehearsals. For a rehearsal the lab ends and starts
 * afresh on data of its own, as it does with processes on one machine; afterwards the previous lab continues with what
 * it had stored.
 */
export class Keeper {
  readonly #folder: LabFolder
  readonly #plan: KeptPlan
  readonly #log: (line: string) => void
  #state: KeeperState = 'starting'
  #reason = ''
  #host: ContainerHost | undefined
  #rehearsed = 0
  #abort: ((reason: string) => void) | undefined
  #stopped = false

  constructor(folder: LabFolder, plan: KeptPlan, log: (line: string) => void) {
    this.#folder = folder
    this.#plan = plan
    this.#log = log
  }

  get plan(): KeptPlan {
    return this.#plan
  }

  get state(): KeeperState {
    return this.#state
  }

  /** Whether its members can join: only then are they waited for. */
  get isJoinable(): boolean {
    return this.#host?.isListening === true
  }

  get reason(): string {
    return this.#reason
  }

  /** Resolves when the lab runs or has failed to; its state then says so, and it can still be asked. */
  async start(): Promise<void> {
    const { lab } = this.#plan
    this.#enter('starting')
    const host = new ContainerHost(this.#folder, this.#plan, `${layout.dataFolder}/${lab.name}`)
    this.#host = host
    host.onDeath((name, reason) => {
      this.#log(reason)
      if (name === 'network') this.#enter('failed', reason)
    })
    try {
      await host.startNetwork()
      await host.startMembers()
      await bringToLife(host, this.#plan)
      this.#enter('running')
    } catch (error) {
      if (!(error instanceof LabError)) throw error
      if (!this.#stopped && this.#host === host) this.#enter('failed', error.message)
    }
  }

  /**
   * Plays a runbook on a lab started afresh for it, and resolves with all its events; `onEvent` may not have been told
   * the last ones. Rejects with a CommandError while there is no lab to make way.
   */
  async rehearse(
    plan: RehearsalPlan,
    { onEvent, onKept }: Required<Pick<PlayOptions, 'onEvent' | 'onKept'>>,
  ): Promise<Rehearsed> {
    if (this.#state !== 'running' && this.#state !== 'failed')
      throw new CommandError(
        `the lab is ${this.#state}; one rehearsal at a time, of a lab that runs`,
      )
    this.#enter('rehearsing')
    await this.#host?.stop()
    this.#rehearsed++
    const participants = [...rosterOf(plan.lab), 'clients', 'conductor']
    const dataFolder = `${layout.dataFolder}/rehearsal-${Date.now()}-${this.#rehearsed}`
    const host = new ContainerHost(this.#folder, { ...plan, participants }, dataFolder)
    const startedAtMs = performance.now()
    try {
      const onStop = (listener: (reason: string) => void) => this.#stopBy(listener)
      const events = await playReal(plan, host, { onEvent, onKept, onStop })
      return { events, wallTimeMs: Math.round(performance.now() - startedAtMs) }
    } finally {
      await host.stop()
      if (!this.#stopped) void this.start()
    }
  }

  /** Brings a running rehearsal to an orderly end. No effect if there is none. */
  stopRehearsal(reason: string): void {
    this.#abort?.(reason)
  }

  /** Ends the lab. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#abort?.('the lab is being stopped')
    await this.#host?.stop()
  }

  #stopBy(listener: (reason: string) => void): () => void {
    this.#abort = listener
    return () => {
      this.#abort = undefined
    }
  }

  #enter(state: KeeperState, reason = ''): void {
    this.#state = state
    this.#reason = reason
    this.#log(`the lab is ${state}${reason === '' ? '' : `: ${reason}`}`)
  }
}

/** Why that lab cannot run in these containers; undefined = it can. */
export function notForContainers(lab: LabConfig, members: readonly string[]): string | undefined {
  const roster = [...rosterOf(lab)].sort().join(', ')
  const expected = [...members].sort().join(', ')
  if (roster === expected) return undefined
  return `expected a lab of the appliances ${expected}, which have containers; found ${roster}`
}
