import type { RehearsalPlan, Runbook } from '@understudy/rehearsal'
import type { LabConfig } from '@understudy/shared'
import { keyFor } from '../lab/processes/key-for.ts'

/** What is compared: runbooks on one lab, seed by seed each in its turn. */
export interface ComparedRunbooks {
  readonly lab: LabConfig
  readonly runbooks: readonly Runbook[]
  readonly firstSeed: number
}

/** The rehearsal with that number. */
export function comparedPlan(
  { lab, runbooks, firstSeed }: ComparedRunbooks,
  number: number,
): RehearsalPlan {
  const runbook = runbooks[number % runbooks.length]
  if (runbook === undefined) throw new Error('expected a runbook')
  const seed = String(firstSeed + Math.floor(number / runbooks.length))
  return { runbook, lab, world: 'virtual', seed, preSharedKey: keyFor('virtual', seed) }
}
