import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { PlayedSchedule, SeedRecord } from '@understudy/chaos'
import { programs } from '../lab/processes/programs.ts'
import { CommandError } from '../usage/errors.ts'
import type { ChaosPlan } from './options.ts'
import { playerOn, playSeed, seedsOf } from './play-seeds.ts'
import { SeedsDone, type SeedsDoneState } from './seeds-done.ts'

export interface CampaignRun {
  readonly plan: ChaosPlan
  /** The seeds that were played earlier. */
  readonly done: SeedsDoneState
  /** `played`: what of it is not kept, where it was played here on real processes. */
  readonly onSeed: (record: SeedRecord, played?: PlayedSchedule) => void
  /** Registers for being told to end early; returns how to unregister. */
  readonly onStop: (listener: () => void) => () => void
}

/** What a worker is told. */
export interface WorkersPart {
  readonly plan: ChaosPlan
  readonly number: number
  readonly done: SeedsDoneState
}

/** Plays the seeds of a campaign and reports each as it ends: here, or in as many processes as there are jobs. */
export async function playCampaign(run: CampaignRun): Promise<void> {
  let stopped = false
  const workers = new Set<() => void>()
  const unlisten = run.onStop(() => {
    stopped = true
    for (const end of workers) end()
  })
  try {
    if (run.plan.jobs > 1) await inProcesses(run, workers, () => stopped)
    else await inThisProcess(run, () => stopped)
  } finally {
    unlisten()
  }
}

async function inThisProcess(
  { plan, done, onSeed }: CampaignRun,
  isOver: () => boolean,
): Promise<void> {
  const play = playerOn(plan)
  for (const seed of seedsOf(plan, 0, new SeedsDone(done))) {
    if (isOver()) return
    onSeed(playSeed(seed, plan, play))
    // Gives signals and output a turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function inProcesses(
  { plan, done, onSeed }: CampaignRun,
  workers: Set<() => void>,
  isOver: () => boolean,
): Promise<void> {
  const all = Array.from({ length: Math.min(plan.jobs, plan.seeds) }, async (_, number) => {
    const part: WorkersPart = { plan, number, done }
    const args = [programs.understudy(), 'chaos', 'work', JSON.stringify(part)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    workers.add(() => child.kill())
    const exit = once(child, 'exit')
    for await (const line of createInterface({ input: child.stdout })) {
      // The last line of a worker that was killed may be half of one.
      if (!isOver()) onSeed(JSON.parse(line) as SeedRecord)
    }
    const [code] = await exit
    if (code !== 0 && !isOver()) {
      for (const end of workers) end()
      throw new CommandError(`worker ${number} of the campaign ended with code ${code}`)
    }
  })
  await Promise.all(all)
}
