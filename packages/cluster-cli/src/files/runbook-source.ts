import {
  backedOut,
  checkRunbook,
  inVariants,
  missingAppliances,
  plannedRunbook,
  type Runbook,
} from '@understudy/rehearsal'
import type { LabConfig } from '@understudy/shared'
import { UsageError } from '../usage/errors.ts'
import { fileOf } from './shipped.ts'
import { readYaml, refuse, type YamlSource } from './yaml-source.ts'

/** A runbook, and whether it can be played in a lab. */
export interface ReadRunbook {
  readonly runbook: Runbook
  /** Refuses a lab without an appliance that the runbook names, with line and column (REH-03). */
  requirePlayableIn(lab: LabConfig): void
}

/** Reads and checks a runbook: a shipped name or a file. Refuses it with line and column for each problem (REH-01). */
export const readRunbook = (word: string, folder: string): ReadRunbook =>
  runbookOf(readYaml(fileOf('runbook', word, folder)))

/** The lab that it plays in unless the command line names one. */
export const defaultLabOf = ({ lab = 'default' }: Runbook): string => lab

/** The runbook up to that step, and then its way back (REH-05); without a step the runbook as it is. */
export function goingBackAfter(runbook: Runbook, lab: LabConfig, step: string | undefined) {
  if (step === undefined) return runbook
  const back = backedOut(plannedRunbook(runbook, lab), step)
  if (back.ok) return back.runbook
  throw new UsageError(`option --back-out-after ${step}: ${back.reason}`)
}

/** The runbook in those of its variants; none chosen = as it is written. */
export function chosenVariants(runbook: Runbook, chosen: readonly string[]): Runbook {
  const varied = inVariants(runbook, chosen)
  if (varied.ok) return varied.runbook
  throw new UsageError(`option --variant: ${varied.reason}`)
}

/** Checks a runbook given as a value. */
export const runbookFrom = (value: unknown): ReadRunbook =>
  runbookOf({ file: 'the runbook', value, placeOf: () => 'the runbook' })

function runbookOf(source: YamlSource): ReadRunbook {
  const problems = checkRunbook(source.value)
  if (problems.length > 0) throw refuse(source, problems)
  const runbook = source.value as Runbook
  return {
    runbook,
    requirePlayableIn: (lab) => {
      const missing = missingAppliances(runbook, lab)
      if (missing.length > 0) throw refuse(source, missing)
    },
  }
}
