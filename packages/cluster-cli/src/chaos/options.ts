import {
  type CampaignPlan,
  faultNames,
  isFaultName,
  type Mode,
  modes,
  onlyVirtualFaults,
  type WorldName,
  worldNames,
} from '@understudy/chaos'
import { UsageError } from '../usage/errors.ts'
import { jobsOf } from '../usage/jobs.ts'
import type { CommandLine } from '../usage/options.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { type StoreName, storeNames } from './stores.ts'

/** A campaign as this program can play it. */
export interface ChaosPlan extends CampaignPlan {
  readonly store: StoreName
  readonly again: StoreName | null
}

type Values = CommandLine['values']

/** Real processes take seconds for each. */
const seedsUsual: Readonly<Record<WorldName, number>> = { virtual: 100, real: 10 }

export function planOf(values: Values): ChaosPlan {
  const drawn = drawnFrom(values)
  const secondsMax = values.has('seconds') ? countOf(values, 'seconds', 1, 1) : null
  if (secondsMax !== null && drawn.world === 'virtual')
    throw new UsageError('option --seconds is for --world real')
  return {
    from: countOf(values, 'from', 1, 0),
    seeds: countOf(values, 'seeds', seedsUsual[drawn.world], 1),
    secondsMax,
    jobs: jobsOf(values.get('jobs') ?? '1'),
    ...drawn,
  }
}

/** What a seed's schedule depends on besides the seed. */
export function drawnFrom(
  values: Values,
): Pick<ChaosPlan, 'world' | 'mode' | 'faults' | 'store' | 'again'> {
  const world = wordOf<WorldName>(values, 'world', worldNames)
  for (const option of ['store', 'again'])
    if (world === 'real' && values.has(option))
      throw new UsageError(
        `option --${option} is for virtual worlds: real appliances have their disks`,
      )
  return {
    world,
    mode: wordOf<Mode>(values, 'mode', modes),
    faults: faultsOf(values.get('faults'), world),
    store: world === 'real' ? 'sqlite' : wordOf<StoreName>(values, 'store', storeNames),
    again: values.has('again') ? wordOf<StoreName>(values, 'again', storeNames) : null,
  }
}

/** The first of the known words is the default. */
function wordOf<W extends string>(values: Values, option: string, known: readonly W[]): W {
  const word = values.get(option)
  const found = known.find((one) => word === undefined || one === word)
  if (found === undefined) throw unknownWord(option, word ?? '', known)
  return found
}

function faultsOf(text: string | undefined, world: WorldName): CampaignPlan['faults'] {
  if (text === undefined) return faultNames
  return text.split(',').map((word) => {
    if (!isFaultName(word)) throw unknownWord('fault', word, faultNames)
    const why = world === 'real' ? onlyVirtualFaults.get(word) : undefined
    if (why !== undefined) throw new UsageError(`fault ${word} is for virtual worlds: ${why}`)
    return word
  })
}

/** A whole number that an option gives. */
export function countOf(values: Values, option: string, usual: number, minimum: number): number {
  const text = values.get(option)
  if (text === undefined) return usual
  const count = /^\d{1,12}$/.test(text) ? Number(text) : -1
  if (count < minimum)
    throw new UsageError(`option --${option} expects an integer from ${minimum}, found "${text}"`)
  return count
}
