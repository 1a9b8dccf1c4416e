import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import type { KeptContent } from '../output/kept-content.ts'
import { Journal } from '../real/journal.ts'
import { UsageError } from '../usage/errors.ts'
import type { CommandLine } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

/** What a rehearsal that is gone on with may be told: all else was said when it began. */
const allowed: readonly string[] = ['resume', 'skip', 'attended', 'json', 'tap', 'strict', 'otlp']

export function resumeOptions({ words, values, lists, flags }: CommandLine) {
  wordsOf(words, [])
  const said = [...values.keys(), ...lists.keys(), ...flags]
  const more = said.find((option) => !allowed.includes(option))
  if (more !== undefined)
    throw new UsageError(`option --${more} was said when the rehearsal began; --resume keeps it`)
  const reason = values.get('skip')
  if (reason === '') throw new UsageError('option --skip expects REASON, found nothing')
  return { name: values.get('resume') ?? '', reason }
}

/** Only a kept lab can be gone on with. */
export function journalFor(
  labFolder: string,
  plan: RehearsalPlan,
  { keep, isGoneOn }: { readonly keep: boolean; readonly isGoneOn: boolean },
): Journal | undefined {
  if (!keep) return undefined
  return isGoneOn ? Journal.goOn(labFolder) : Journal.begin(labFolder, plan)
}

/**
 * How what was not played to its end can be gone on with, or with what it could have been; empty where there is no step that one could
 * go on from. `journal`: that of a kept lab; without it nothing of this lab is left. What was played to its end is over.
 */
export function waysOn(
  { journal, isGoneOn }: { readonly journal: Journal | undefined; readonly isGoneOn: boolean },
  events: readonly LabEvent[],
  out: string,
): string {
  const isOver = events.some(
    (event) => event.name === 'rehearsal-ended' && event.outcome === 'completed',
  )
  if (isOver) journal?.remove()
  const hasBegun = isGoneOn || events.some(({ name }) => name === 'window-started')
  if (isOver || !hasBegun) return ''
  return journal === undefined
    ? 'it cannot be gone on with: its lab is gone. With --keep-lab, --resume would try the failed step again or skip it\n'
    : `to go on with it: understudy rehearse --resume ${out}\n`
}

/** The files beside the report; what steps have downloaded is among them. */
export const keptIn = (outFolder: string): ReadonlyMap<string, KeptContent> =>
  new Map(
    readdirSync(outFolder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(outFolder, name))]),
  )
