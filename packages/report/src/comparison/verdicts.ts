import { listText, plural } from '../format.ts'
import type { Verdict } from '../schema.ts'
import type { Comparison, Procedure, Sample } from './schema.ts'

/** Whether a rehearsal was played to its end and proved something; only then are its figures compared. */
export const isCounted = ({ verdict }: Sample): boolean =>
  verdict === 'passed' || verdict === 'passed-with-warnings'

const shown = 10

/**
 * The worst verdict of all rehearsals, with the seeds by name: one failure among two hundred must not be averaged away
 * (REH-06, REH-08).
 */
export function judgeComparison(
  procedures: readonly Procedure[],
  seeds: Comparison['seeds'],
): Pick<Comparison, 'verdict' | 'reasons'> {
  for (const verdict of ['failed', 'inconclusive'] as const) {
    const reasons = [
      ...procedures.flatMap((procedure) => seedsReason(procedure, verdict)),
      ...(verdict === 'inconclusive' ? unplayedReason(seeds) : []),
    ]
    if (reasons.length > 0) return { verdict, reasons }
  }
  const warned = procedures.flatMap(warnedReasons)
  if (warned.length > 0) return { verdict: 'passed-with-warnings', reasons: warned }
  return { verdict: 'passed', reasons: [] }
}

function seedsReason({ runbook, rehearsals }: Procedure, verdict: Verdict): readonly string[] {
  const seeds = rehearsals.filter((sample) => sample.verdict === verdict).map(({ seed }) => seed)
  if (seeds.length === 0) return []
  const how =
    verdict === 'failed' ? 'failed' : `${seeds.length === 1 ? 'was' : 'were'} inconclusive`
  const which = `${seeds.length === 1 ? 'seed' : 'seeds'} ${listText(seeds, shown)}`
  return [
    `${seeds.length} of ${plural(rehearsals.length, 'rehearsal')} of ${runbook} ${how}: ${which}.`,
  ]
}

const unplayedReason = ({ asked, played }: Comparison['seeds']): readonly string[] =>
  played === asked ? [] : [`It was interrupted: ${played} of ${plural(asked, 'seed')} were played.`]

const warnedReasons = ({ runbook, rehearsals, warnings }: Procedure): readonly string[] =>
  warnings.map(
    ({ code, seeds }) =>
      `${runbook} warned of ${code} in ${seeds} of ${plural(rehearsals.length, 'rehearsal')}.`,
  )
