import { plural } from '../format.ts'
import { figureNames, figureText, figureWords } from './figures.ts'
import type { FigureName, Finding, Procedure, Sample } from './schema.ts'
import { isCounted } from './verdicts.ts'

/** Figure by figure, the two procedures compared seed by seed: same lab, same people. */
export function findingsOf([one, other]: readonly [Procedure, Procedure]): Finding[] {
  const pairs = pairsOf(one, other)
  if (pairs.length === 0) return []
  return figureNames.map((figure) => findingOf(figure, one, other, pairs))
}

type Pair = readonly [Sample, Sample]

function pairsOf(one: Procedure, other: Procedure): readonly Pair[] {
  const others = new Map(other.rehearsals.filter(isCounted).map((sample) => [sample.seed, sample]))
  return one.rehearsals.filter(isCounted).flatMap((sample) => {
    const counterpart = others.get(sample.seed)
    return counterpart === undefined ? [] : [[sample, counterpart] as const]
  })
}

function findingOf(
  figure: FigureName,
  one: Procedure,
  other: Procedure,
  pairs: readonly Pair[],
): Finding {
  const gains = pairs.map(([mine, theirs]) => theirs.figures[figure] - mine.figures[figure])
  const less = {
    [one.runbook]: gains.filter((gain) => gain > 0).length,
    [other.runbook]: gains.filter((gain) => gain < 0).length,
  }
  const [better, worse] =
    (less[one.runbook] ?? 0) >= (less[other.runbook] ?? 0) ? [one, other] : [other, one]
  const text = sentenceOf(figure, better, worse, less, pairs.length)
  return { figure, text, seeds: pairs.length, less }
}

function sentenceOf(
  figure: FigureName,
  better: Procedure,
  worse: Procedure,
  less: Finding['less'],
  seeds: number,
): string {
  const { title } = figureWords[figure]
  const [mine, theirs] = [better, worse].map((procedure) => procedure.distributions[figure])
  if (mine === undefined || theirs === undefined) return `${title}: not known.`
  const [seedsBetter = 0, seedsWorse = 0] = [better, worse].map(({ runbook }) => less[runbook])
  if (seedsBetter === 0) {
    const same = mine.max === 0 ? 'none' : `${figureText(figure, mine.median)} in the median`
    return `${title}: the same with both in ${seeds === 1 ? 'the 1 seed' : `all ${seeds} seeds`}, ${same}.`
  }
  const others = seedsWorse === 0 ? '' : `, with ${worse.runbook} in ${seedsWorse}`
  const medians = `${figureText(figure, mine.median)} in the median, ${figureText(figure, theirs.median)} with ${worse.runbook}`
  return `${title}: less with ${better.runbook} in ${seedsBetter} of ${plural(seeds, 'seed')}${others}; ${medians}.`
}
