import type { RunbookError } from '@understudy/rehearsal'
import type { Report } from '@understudy/report'
import { type Catch, catchesOf, catchesOfErrors } from './catches.ts'
import { type Cost, costsOf } from './costs.ts'
import type { Mutation } from './mutation.ts'

/** The result of one mistake. */
export interface JudgedMutation extends Omit<Mutation, 'runbook'> {
  /** `missed` = it costs something, or the guides warn of it, and nothing reported it. */
  readonly outcome: 'caught' | 'harmless' | 'missed'
  /** Its rehearsal's verdict; null = its file was refused. */
  readonly verdict: Report['verdict'] | null
  readonly costs: readonly Cost[]
  readonly catches: readonly Catch[]
}

/** A mistake whose file `checkRunbook` refuses, so nobody can make it. */
export const refusedMutation = (
  { runbook: _runbook, ...mutation }: Mutation,
  errors: readonly RunbookError[],
): JudgedMutation => ({
  ...mutation,
  outcome: 'caught',
  verdict: null,
  costs: [],
  catches: catchesOfErrors(errors),
})

/** What the mistake cost and what reported it, compared with the rehearsal without it. */
export function judgeMutation(
  { runbook: _runbook, ...mutation }: Mutation,
  base: Report,
  mutated: Report,
): JudgedMutation {
  const costs = costsOf(base, mutated)
  const catches = catchesOf(base, mutated)
  const isDangerous = costs.length > 0 || mutation.kind === 'danger'
  const outcome = catches.length > 0 ? 'caught' : isDangerous ? 'missed' : 'harmless'
  return { ...mutation, outcome, verdict: mutated.verdict, costs, catches }
}
