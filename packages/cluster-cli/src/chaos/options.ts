import { type CampaignPlan, faultNames, isFaultName, type Mode, modes } from '@understudy/chaos'
import { UsageError } from '../usage/errors.ts'
import { jobsOf } from '../usage/jobs.ts'
import type { CommandLine } from '../usage/options.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { type StoreName, storeNames } from './stores.ts'

/** A campaign as this program can play it. */
export interface ChaosPlan extends CampaignPlan {
  readonly store: StoreName
}

type Values = CommandLine['values']

export function planOf(values: Values): ChaosPlan {
  return {
    from: countOf(values, 'from', 1, 0),
    seeds: countOf(values, 'seeds', 100, 1),
    jobs: jobsOf(values.get('jobs') ?? '1'),
    ...drawnFrom(values),
  }
}

/** What a seed's schedule depends on besides the seed. */
export function drawnFrom(values: Values): Pick<ChaosPlan, 'mode' | 'faults' | 'store'> {
  return {
    mode: wordOf<Mode>(values, 'mode', modes),
    faults: faultsOf(values.get('faults')),
    store: wordOf<StoreName>(values, 'store', storeNames),
  }
}

/** The first of the known words is the default. */
function wordOf<W extends string>(values: Values, option: string, known: readonly W[]): W {
  const word = values.get(option)
  const found = known.find((one) => word === undefined || one === word)
  if (found === undefined) throw unknownWord(option, word ?? '', known)
  return found
}

function faultsOf(text: string | undefined): CampaignPlan['faults'] {
  if (text === undefined) return faultNames
  return text.split(',').map((word) => {
    if (!isFaultName(word)) throw unknownWord('fault', word, faultNames)
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
