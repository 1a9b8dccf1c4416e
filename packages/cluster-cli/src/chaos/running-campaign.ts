import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type SeedRecord, Tally } from '@understudy/chaos'
import { buildName } from '../build-name.ts'
import { fileErrorOf } from '../files/file-error.ts'
import {
  type KeptCampaign,
  keepCampaign,
  keptCampaignIn,
  progressName,
  seedLogName,
} from './kept-campaign.ts'
import type { ChaosPlan } from './options.ts'
import { SeedLog } from './seed-log.ts'
import { SeedsDone, type SeedsDoneState } from './seeds-done.ts'

export interface RunningCampaignOptions {
  readonly folder: string
  readonly plan: ChaosPlan
  /** Goes on with what an earlier run left in the folder. */
  readonly resumes: boolean
  /** How often it is written down how far it has come. */
  readonly keptEveryMs?: number
}

/** A campaign under way: adds up its seeds, writes each down, and keeps what is needed to go on if this process is killed. */
export class RunningCampaign {
  readonly tally: Tally
  /** Names it at a queue of shares. */
  readonly run: string
  readonly #plan: ChaosPlan
  readonly #folder: string
  readonly #build: string
  readonly #keptEveryMs: number
  readonly #log: SeedLog
  readonly #done: SeedsDone
  readonly #wallMsBefore: number
  readonly #playedBefore: number
  readonly #startedAtMs = performance.now()
  #keptAtMs = performance.now()
  #unkept: string | null = null

  constructor({ folder, plan, resumes, keptEveryMs = 5_000 }: RunningCampaignOptions) {
    this.#keptEveryMs = keptEveryMs
    this.#plan = plan
    this.#folder = folder
    this.#build = buildName()
    const kept = resumes ? keptCampaignIn(folder, plan, this.#build) : undefined
    this.run = kept?.run ?? randomBytes(8).toString('hex')
    this.#done = new SeedsDone(kept?.done)
    this.tally = new Tally(plan, kept?.tally)
    this.#playedBefore = this.tally.played
    this.#wallMsBefore = kept?.wallMs ?? 0
    this.#log = new SeedLog(join(folder, seedLogName), kept?.logBytes ?? 0)
    this.keep()
  }

  /** How long it has been played, earlier runs included. */
  get wallMs(): number {
    return this.#wallMsBefore + this.#sinceStartMs
  }

  get #sinceStartMs(): number {
    return Math.round(performance.now() - this.#startedAtMs)
  }

  get progress(): string {
    return this.tally.progress(this.#sinceStartMs, this.#playedBefore)
  }

  /** The seeds that were played so far. */
  get done(): SeedsDoneState {
    return this.#done.state
  }

  /** Whether it is counted: a seed that comes a second time is not. */
  add(record: SeedRecord): boolean {
    if (!this.#done.add(Number(record.seed) - this.#plan.from)) return false
    this.tally.add(record)
    this.#log.add(record)
    if (performance.now() - this.#keptAtMs >= this.#keptEveryMs) this.keep()
    return true
  }

  /** Writes down where it stands. */
  keep(): void {
    this.#keptAtMs = performance.now()
    const kept: KeptCampaign = {
      plan: this.#plan,
      build: this.#build,
      run: this.run,
      done: this.done,
      wallMs: this.wallMs,
      logBytes: this.#log.flush(),
      tally: this.tally.state,
    }
    try {
      keepCampaign(this.#folder, kept)
    } catch (error) {
      this.#unkept = fileErrorOf(error)
    }
  }

  /** Keeps where it stands; names the files that could not be written whole, with the reason. */
  end(): ReadonlyMap<string, string> {
    this.keep()
    const unlogged = this.#log.close()
    return new Map([
      ...(unlogged === null ? [] : [[seedLogName, unlogged] as const]),
      ...(this.#unkept === null ? [] : [[progressName, this.#unkept] as const]),
    ])
  }
}
