import { type Markup, markup, nothing } from '@understudy/report'
import type { CampaignReport } from '../campaign/campaign-report.ts'
import { replayCommandOf } from '../campaign/replay-command.ts'
import { allCheckers } from '../checkers/all.ts'

/**
 * `junit.xml`: one case per law, however many seeds were played: a law that was broken is a failure, with the seeds that broke it. The
 * last case is whether the campaign proved anything (REH-08).
 */
export function renderCampaignJUnit(report: CampaignReport): string {
  const { plan, wallMs, laws } = report
  const names = [...new Set([...lawNames, ...Object.keys(laws)])]
  const failures = Object.keys(laws).length
  const skipped = report.verdict === 'inconclusive' ? 1 : 0
  const counts = markup`tests="${names.length + 1}" failures="${failures}" errors="0" skipped="${skipped}"`
  const seconds = (wallMs / 1_000).toFixed(3)
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chaos" ${counts} time="${seconds}">
<testsuite name="chaos ${plan.mode}" ${counts} time="${seconds}">
<properties>${propertiesOf(report).map(([name, value]) => markup`<property name="${name}" value="${value}"/>`)}</properties>
${names.map((law) => caseOf(report, law, failuresOf(law, report)))}${caseOf(report, 'coverage', provedNothing(report))}</testsuite>
</testsuites>
`.text
}

/** The laws of every campaign, those that it checks itself last. */
const lawNames: readonly string[] = [
  ...allCheckers.map(({ law }) => law),
  'convergence',
  'no-assertion',
]

const propertiesOf = ({
  verdict,
  plan,
  played,
  traces,
  totals,
  commit,
}: CampaignReport): readonly (readonly [string, string | number])[] => [
  ['verdict', verdict],
  ['mode', plan.mode],
  ['world', plan.world],
  ['store', plan.store],
  ['commit', commit ?? ''],
  ['seeds.from', plan.from],
  ['seeds.played', played],
  ['traces', traces],
  ['faultsHit', totals.hits],
  ['failovers', totals.failovers],
  ['swaps', totals.swaps],
  ['sessions.acknowledged', totals.acknowledged],
  ['sessions.lost', totals.fates.lost],
]

const caseOf = ({ plan }: CampaignReport, name: string, result: Markup | readonly Markup[]) =>
  markup`<testcase classname="chaos.${plan.mode}" name="${name}" time="0.000">${result}</testcase>
`

/** Each seed that is kept of those that broke it. */
function failuresOf(law: string, { found, plan, laws }: CampaignReport): readonly Markup[] {
  const broken = laws[law] ?? 0
  if (broken === 0) return []
  const shown = found.flatMap(({ seed, findings }) =>
    findings
      .filter((finding) => finding.law === law)
      .map(
        ({ spec, message, records, trace }) =>
          markup`<failure type="${law}" message="${spec}: seed ${seed}: ${message}">${[...records, ...trace, replayCommandOf(seed, plan)].join('\n')}</failure>`,
      ),
  )
  return shown.length > 0
    ? shown
    : [markup`<failure type="${law}" message="${broken} seeds: see seeds.ndjson"/>`]
}

const provedNothing = ({ verdict, reasons }: CampaignReport): Markup =>
  verdict === 'inconclusive' ? markup`<skipped message="${reasons.join(' ')}"/>` : nothing
