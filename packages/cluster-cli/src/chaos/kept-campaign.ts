import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TallyState } from '@understudy/chaos'
import { fileErrorOf } from '../files/file-error.ts'
import { replaceFile } from '../files/replace-file.ts'
import { UsageError } from '../usage/errors.ts'
import type { ChaosPlan } from './options.ts'
import type { SeedsDoneState } from './seeds-done.ts'

/** What a campaign leaves every few seconds in its folder, so that it can go on after it was killed. */
export interface KeptCampaign {
  readonly plan: ChaosPlan
  /** Which build played it: another one may play the same seeds in another way. */
  readonly build: string
  /** Names it at a queue of shares, where answers may wait for it. */
  readonly run: string
  readonly done: SeedsDoneState
  readonly wallMs: number
  /** What of `seeds.ndjson` belongs to them. */
  readonly logBytes: number
  readonly tally: TallyState
}

export const progressName = 'progress.json'
export const seedLogName = 'seeds.ndjson'

export function keepCampaign(folder: string, kept: KeptCampaign): void {
  replaceFile(join(folder, progressName), JSON.stringify(kept))
}

/**
 * What an earlier run left there; undefined = nothing. Refuses to go on with other options, or with another build: the sum would
 * say nothing of either.
 */
export function keptCampaignIn(
  folder: string,
  plan: ChaosPlan,
  build: string,
): KeptCampaign | undefined {
  const path = join(folder, progressName)
  if (!existsSync(path)) return undefined
  const kept = read(path)
  const other = (Object.keys(plan) as (keyof ChaosPlan)[]).find(
    (name) =>
      !changesNothing.has(name) && JSON.stringify(plan[name]) !== JSON.stringify(kept.plan[name]),
  )
  if (other !== undefined)
    throw new UsageError(
      `option --resume: the campaign there has --${other} ${JSON.stringify(kept.plan[other])}, not ${JSON.stringify(plan[other])}`,
    )
  if (kept.build !== build)
    throw new UsageError(
      `option --resume: the campaign there was played by another build (${kept.build}), not by this one (${build})`,
    )
  const size = statSync(join(folder, seedLogName), { throwIfNoEntry: false })?.size ?? 0
  if (size < kept.logBytes)
    throw new UsageError(
      `option --resume: expected ${kept.logBytes} bytes in ${seedLogName} there, found ${size}`,
    )
  return kept
}

/** How many seeds are played at a time, and for how long, changes nothing of what comes of them. */
const changesNothing: ReadonlySet<keyof ChaosPlan> = new Set(['jobs', 'secondsMax'])

function read(path: string): KeptCampaign {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeptCampaign
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : fileErrorOf(error)
    throw new UsageError(`option --resume: ${progressName} there cannot be read: ${why}`)
  }
}
