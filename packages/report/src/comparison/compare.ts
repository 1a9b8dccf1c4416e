import type { Verdict } from '../schema.ts'
import { distributionOf } from './distribution.ts'
import { figureNames } from './figures.ts'
import { findingsOf } from './findings.ts'
import { guideWordOf } from './guide-words.ts'
import type { Comparison, Distribution, Procedure, Sample } from './schema.ts'
import { isCounted, judgeComparison } from './verdicts.ts'

/** A procedure, and what its rehearsals cost, in the order of their seeds. */
export interface PlayedProcedure {
  readonly runbook: string
  readonly title: string
  readonly samples: readonly Sample[]
}

/** What both were played on. */
export interface ComparisonFacts {
  readonly lab: string
  readonly swing: Comparison['swing']
  readonly seeds: Comparison['seeds']
}

/** Two procedures over the same seeds of the same lab (REH-06). Pure: the same samples give the same comparison. */
export function compareProcedures(
  played: readonly [PlayedProcedure, PlayedProcedure],
  { lab, swing, seeds }: ComparisonFacts,
): Comparison {
  const procedures = [procedureOf(played[0]), procedureOf(played[1])] as const
  return {
    format: 'understudy-comparison-1',
    ...judgeComparison(procedures, seeds),
    lab,
    swing,
    seeds,
    procedures: [...procedures],
    findings: findingsOf(procedures),
  }
}

function procedureOf({ runbook, title, samples }: PlayedProcedure): Procedure {
  const counted = samples.filter(isCounted)
  return {
    runbook,
    title,
    guide: guideWordOf(runbook),
    verdicts: verdictsOf(samples),
    counted: counted.length,
    notCounted: samples
      .filter((sample) => !isCounted(sample))
      .map(({ seed, verdict, reasons }) => ({ seed, verdict, reasons })),
    warnings: warningsOf(samples),
    distributions: distributionsOf(counted),
    rehearsals: [...samples],
  }
}

function verdictsOf(samples: readonly Sample[]): Procedure['verdicts'] {
  const count = (verdict: Verdict): number =>
    samples.filter((sample) => sample.verdict === verdict).length
  return {
    passed: count('passed'),
    'passed-with-warnings': count('passed-with-warnings'),
    failed: count('failed'),
    inconclusive: count('inconclusive'),
  }
}

function warningsOf(samples: readonly Sample[]): Procedure['warnings'] {
  const seeds = new Map<string, number>()
  for (const code of samples.flatMap(({ warnings }) => warnings))
    seeds.set(code, (seeds.get(code) ?? 0) + 1)
  return [...seeds]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, count]) => ({ code, seeds: count }))
}

function distributionsOf(counted: readonly Sample[]): Record<string, Distribution> {
  return Object.fromEntries(
    figureNames.flatMap((figure) => {
      const distribution = distributionOf(counted.map(({ figures }) => figures[figure]))
      return distribution === null ? [] : [[figure, distribution]]
    }),
  )
}
