import { checkSchedule, type Finding, type PlayedSchedule, type Schedule } from '@understudy/chaos'
import { Document } from 'yaml'
import type { NamedFile } from '../files/shipped.ts'
import { readYaml } from '../files/yaml-source.ts'
import { UsageError } from '../usage/errors.ts'

/** A schedule as a story: what is done, and what it led to when it was written (CHA-04). */
export interface Scenario {
  readonly title: string
  readonly schedule: Schedule
  /** The law it broke; null = it is played to show that none is broken. */
  readonly breaks: string | null
  /** The golden trace: what a replay must show, line by line. */
  readonly trace: readonly string[]
}

export function scenarioOf(title: string, played: PlayedSchedule): Scenario {
  const [finding] = played.findings
  return { title, schedule: played.schedule, breaks: finding?.law ?? null, trace: played.trace }
}

/** The scenario as YAML: the commands in one list, the golden trace in another, one line each. */
export function scenarioText({ title, schedule, breaks, trace }: Scenario): string {
  const { seed, mode, lab, faults } = schedule
  const document = new Document({ title, seed, mode, breaks, lab, faults, trace })
  const head =
    '# A scenario of a chaos campaign. Replay: understudy chaos replay <this file> --trace\n'
  return head + document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

export function readScenario(file: NamedFile): Scenario {
  const { value } = readYaml(file)
  const { title, breaks, trace, ...schedule } = (value ?? {}) as Record<string, unknown>
  const checked = checkSchedule(schedule)
  const problems = [
    ...(checked.ok ? [] : checked.problems),
    ...(typeof title === 'string' ? [] : ['title: expected a sentence']),
    ...(breaks === null || typeof breaks === 'string' ? [] : ['breaks: expected a law, or null']),
    ...(isLines(trace) ? [] : ['trace: expected a list of lines']),
  ]
  if (!checked.ok || problems.length > 0)
    throw new UsageError(problems.map((problem) => `${file.shown}: ${problem}`).join('\n'))
  return {
    title: title as string,
    schedule: checked.schedule,
    breaks: breaks as string | null,
    trace: trace as readonly string[],
  }
}

const isLines = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((line) => typeof line === 'string')

/** A name for the file of a shrunk finding. */
export const scenarioName = (seed: string, { law }: Pick<Finding, 'law'>): string =>
  `seed-${seed}-${law}.yaml`
