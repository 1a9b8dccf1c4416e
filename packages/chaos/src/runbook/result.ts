import type { Report } from '@understudy/report'
import type { JudgedMutation } from './judge.ts'

/** `runbook-mutations.json`: field names are a contract (REH-07). The same plan gives the same file. */
export interface RunbookMutations {
  readonly format: 'understudy-runbook-mutations-1'
  readonly verdict: 'passed' | 'failed' | 'inconclusive'
  readonly reasons: readonly string[]
  readonly runbook: string
  readonly lab: string
  readonly seed: string
  /** The runbook without a mistake. */
  readonly unmutated: { readonly verdict: Report['verdict']; readonly reasons: readonly string[] }
  readonly counts: Readonly<Record<JudgedMutation['outcome'], number>>
  readonly mutations: readonly JudgedMutation[]
}

/** The verdict on all mistakes: failed if one was missed, inconclusive if there is nothing to compare with. */
export function resultOf(
  base: Report,
  mutations: readonly JudgedMutation[],
  asked: number,
): RunbookMutations {
  const { runbook, lab, seed, verdict, reasons } = base
  const count = (outcome: JudgedMutation['outcome']): number =>
    mutations.filter((one) => one.outcome === outcome).length
  return {
    format: 'understudy-runbook-mutations-1',
    ...judged(base, mutations, asked),
    runbook,
    lab,
    seed,
    unmutated: { verdict, reasons },
    counts: { caught: count('caught'), harmless: count('harmless'), missed: count('missed') },
    mutations,
  }
}

function judged(
  { verdict, runbook }: Report,
  mutations: readonly JudgedMutation[],
  asked: number,
): Pick<RunbookMutations, 'verdict' | 'reasons'> {
  if (verdict === 'failed' || verdict === 'inconclusive')
    return {
      verdict: 'inconclusive',
      reasons: [`${runbook} itself is ${verdict} on this lab: there is nothing to compare with.`],
    }
  const missed = mutations.filter(({ outcome }) => outcome === 'missed')
  if (missed.length > 0)
    return {
      verdict: 'failed',
      reasons: missed.map(({ id, what }) => `${id} was missed: ${what}.`),
    }
  if (mutations.length < asked)
    return {
      verdict: 'inconclusive',
      reasons: [`It was interrupted: ${mutations.length} of ${asked} mistakes were played.`],
    }
  if (asked > 0) return { verdict: 'passed', reasons: [] }
  return { verdict: 'inconclusive', reasons: [`There is no mistake to make with ${runbook}.`] }
}
