import { type Markup, markup, nothing } from '@understudy/report'
import { replayCommandOf } from '../campaign/replay-command.ts'
import type { SeedRecord } from '../campaign/seed-record.ts'
import type { CampaignReport } from '../campaign/tally.ts'

/** `junit.xml`: one case per seed, named after it; a broken law is a failure, a run that proved nothing is skipped. */
export function renderCampaignJUnit(report: CampaignReport): string {
  const { seeds, plan, wallMs } = report
  const count = (verdict: SeedRecord['verdict']): number =>
    seeds.filter((record) => record.verdict === verdict).length
  const counts = markup`tests="${seeds.length}" failures="${count('failed')}" errors="0" skipped="${count('inconclusive')}"`
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chaos" ${counts} time="${(wallMs / 1_000).toFixed(3)}">
<testsuite name="chaos ${plan.mode}" ${counts} time="${(wallMs / 1_000).toFixed(3)}">
<properties>${propertiesOf(report).map(([name, value]) => markup`<property name="${name}" value="${value}"/>`)}</properties>
${seeds.map((record) => seedCase(record, report))}</testsuite>
</testsuites>
`.text
}

const propertiesOf = ({
  verdict,
  plan,
  totals,
  commit,
}: CampaignReport): readonly (readonly [string, string | number])[] => [
  ['verdict', verdict],
  ['mode', plan.mode],
  ['world', plan.world],
  ['store', plan.store],
  ['commit', commit ?? ''],
  ['faultsHit', totals.hits],
  ['failovers', totals.failovers],
  ['swaps', totals.swaps],
  ['sessions.acknowledged', totals.acknowledged],
  ['sessions.lost', totals.fates.lost],
]

function seedCase(record: SeedRecord, { plan }: CampaignReport): Markup {
  return markup`<testcase classname="chaos.${plan.mode}" name="seed ${record.seed}" time="${(record.virtualMs / 1_000).toFixed(3)}">${resultOf(record, plan)}</testcase>
`
}

function resultOf(record: SeedRecord, plan: CampaignReport['plan']): Markup | readonly Markup[] {
  if (record.verdict === 'inconclusive')
    return markup`<skipped message="nothing was hit, or nobody was served"/>`
  if (record.findings.length === 0) return nothing
  return record.findings.map(
    ({ law, spec, message, records, trace }) =>
      markup`<failure type="${law}" message="${spec}: ${message}">${[...records, ...trace, replayCommandOf(record.seed, plan)].join('\n')}</failure>`,
  )
}
