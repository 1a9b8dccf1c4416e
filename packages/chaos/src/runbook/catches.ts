import type { RunbookError } from '@understudy/rehearsal'
import type { Report } from '@understudy/report'

/** What caught a mistake. */
export interface Catch {
  readonly by: 'runbook-check' | 'preflight' | 'step' | 'warning' | 'verdict'
  /** The step, the warning's code, or the place in the file; '' for preflight and verdict. */
  readonly which: string
  readonly text: string
}

/** The file itself is refused and never played. */
export const catchesOfErrors = (errors: readonly RunbookError[]): readonly Catch[] =>
  errors.map(({ path, expected, found }) => ({
    by: 'runbook-check',
    which: path,
    text: `expected ${expected}; found ${found}`,
  }))

/** Everything that reported the mistake and is not in the report without it. */
export function catchesOf(base: Report, mutated: Report): readonly Catch[] {
  const steps = mutated.steps
    .filter(({ outcome }) => outcome === 'failed')
    .map(
      ({ id, expected, found }): Catch => ({
        by: 'step',
        which: id,
        text: `expected ${expected}; found ${found}`,
      }),
    )
  return [
    ...steps,
    ...refusal(mutated),
    ...newWarnings(base, mutated),
    ...newReasons(base, mutated),
  ]
}

const preflightSentence = /The preflight check refuses/

const refusal = ({ reasons }: Report): readonly Catch[] =>
  reasons
    .filter((reason) => preflightSentence.test(reason))
    .map((text) => ({ by: 'preflight', which: '', text }))

/** For each code, those beyond the number without the mistake. */
function newWarnings(base: Report, mutated: Report): readonly Catch[] {
  const left = base.warnings.map(({ code }) => code)
  return mutated.warnings.flatMap(({ code, message }): readonly Catch[] => {
    const known = left.indexOf(code)
    if (known === -1) return [{ by: 'warning', which: code, text: message }]
    left.splice(known, 1)
    return []
  })
}

/** Why it failed or proved nothing, except for what failed steps and the preflight check already say. */
function newReasons(base: Report, mutated: Report): readonly Catch[] {
  if (mutated.verdict !== 'failed' && mutated.verdict !== 'inconclusive') return []
  return mutated.reasons
    .filter((reason) => !base.reasons.includes(reason))
    .filter((reason) => !preflightSentence.test(reason) && !/^Step \S+ failed: /.test(reason))
    .map((text) => ({ by: 'verdict', which: '', text }))
}
