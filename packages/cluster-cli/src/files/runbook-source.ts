import { checkRunbook, type Runbook } from '@understudy/rehearsal'
import { fileOf } from './shipped.ts'
import { readYaml, refuse } from './yaml-source.ts'

/** Reads and checks a runbook: a shipped name or a file. Refuses it with line and column for each problem (REH-01). */
export function readRunbook(word: string, folder: string): Runbook {
  const source = readYaml(fileOf('runbook', word, folder))
  const problems = checkRunbook(source.value)
  if (problems.length > 0) throw refuse(source, problems)
  return source.value as Runbook
}
