import { type Markup, markup, nothing, section, style, table } from '@understudy/report'
import type { CampaignReport, SpreadName } from '../campaign/campaign-report.ts'
import type { Quantiles } from '../campaign/histogram.ts'
import { replayCommandOf } from '../campaign/replay-command.ts'

/**
 * `report.html`: how often each fault took hold, what it cost, which law was broken. One file, nothing loaded from
 * elsewhere.
 */
export function renderCampaignHtml(report: CampaignReport): string {
  const { plan, verdict, reasons, played, seedsPerSecond, commit } = report
  const where = plan.world === 'virtual' ? 'in virtual time' : 'on real processes'
  const words = reasons.length === 0 ? [`No law was broken in ${played} seeds.`] : reasons
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chaos campaign: ${verdict}</title><style>${style}</style></head><body><main>
<p class="kicker">Chaos campaign</p>
<h1>${played} seeds from ${plan.from}, mode ${plan.mode}, ${where}</h1>
<p class="facts">Store ${plan.store}${plan.again === null ? '' : `, each seed again on ${plan.again}`}, ${plan.jobs} jobs, ${seedsPerSecond} seeds a second${commit === null ? '' : `, commit ${commit}`}.</p>
<section class="verdict tone-${verdict}"><strong>${verdict}</strong><ul>${words.map((why) => markup`<li>${why}</li>`)}</ul></section>
${section('What happened', totalsTable(report))}
${section('From seed to seed', spreadTable(report))}
${section('What was broken, and what it cost', faultsTable(report))}
${findingsCards(report)}${moreFindings(report)}
</main></body></html>
`.text
}

function totalsTable({ totals }: CampaignReport): Markup | null {
  const { fates, ...counts } = totals
  const rows: readonly (readonly [string, number])[] = [
    ['Faults that took hold', counts.hits],
    ['Processes that died', counts.crashes],
    ['Failovers', counts.failovers],
    ['Swaps', counts.swaps],
    ['Syncs', counts.syncs],
    ['Moments with two primaries', counts.splitBrains],
    ['Moments with two owners of the shared address', counts.addressConflicts],
    ['Sessions acknowledged', counts.acknowledged],
    ['… stable: on both disks at the end', fates.stable],
    ['… discarded, and told by LSID', fates.announced],
    ['… gone with a destroyed disk', fates.destroyed],
    ['… lost', fates.lost],
    ['… stale: on one disk only', fates.stale],
    ['… duplicated', fates.duplicated],
    ['Records that nobody was told of', fates.neverRead],
    ['Hours of lab time', Math.round(counts.virtualMs / 3_600_000)],
  ]
  return table('what happened', rows, [
    { title: 'What', cell: ([what]) => markup`${what}` },
    { title: 'How often', look: 'number', cell: ([, count]) => markup`${count}` },
  ])
}

const spreadTitles: Readonly<Record<SpreadName, string>> = {
  hits: 'Faults that took hold',
  crashes: 'Processes that died',
  acknowledged: 'Sessions acknowledged',
  virtualMs: 'Milliseconds of lab time',
  steps: 'Steps of the simulator',
}

const spreadTable = ({ spread }: CampaignReport): Markup | null => {
  const column = (title: string, of: (quantiles: Quantiles) => number) => ({
    title,
    look: 'number' as const,
    cell: ([, quantiles]: readonly [string, Quantiles]) => markup`${of(quantiles)}`,
  })
  const rows = Object.entries(spreadTitles).map(
    ([name, title]) => [title, spread[name as SpreadName]] as const,
  )
  return table('from seed to seed', rows, [
    { title: 'In one seed', cell: ([title]) => markup`${title}` },
    column('Least', ({ min }) => min),
    column('Half of them', ({ p50 }) => p50),
    column('90 %', ({ p90 }) => p90),
    column('99 %', ({ p99 }) => p99),
    column('Most', ({ max }) => max),
  ])
}

const faultsTable = ({ faults }: CampaignReport): Markup | null =>
  table('faults', faults, [
    { title: 'Fault', look: 'nowrap', cell: ({ fault }) => markup`<code>${fault}</code>` },
    { title: 'What it is', cell: ({ title }) => markup`${title}` },
    { title: 'Took hold', look: 'number', cell: ({ hits }) => markup`${hits}` },
    { title: 'Seeds', look: 'number', cell: ({ runs }) => markup`${runs}` },
    { title: 'of these failed', look: 'number', cell: ({ runsFailed }) => markup`${runsFailed}` },
    {
      title: 'Sessions a minute',
      look: 'number',
      cell: ({ sessionsPerMinute }) => markup`${sessionsPerMinute}`,
    },
  ])

function findingsCards({ found, plan }: CampaignReport): readonly Markup[] {
  return found
    .flatMap((record) => record.findings.map((finding) => ({ seed: record.seed, finding })))
    .map(({ seed, finding: { law, spec, message, records, atMs, trace } }) =>
      section(
        `Seed ${seed}: ${law} (${spec})`,
        markup`<p>${message}, ${(atMs / 1_000).toFixed(1)} s after the first fault could come.</p>
${records.length === 0 ? nothing : markup`<p class="soft small">${records.slice(0, 20).join(', ')}</p>`}
<pre class="small">${trace.join('\n')}</pre><p><code>${replayCommandOf(seed, plan)}</code></p>`,
      ),
    )
}

const moreFindings = ({ foundMore }: CampaignReport): Markup =>
  foundMore === 0
    ? nothing
    : markup`<p class="soft">${foundMore} more seeds broke a law: they are in seeds.ndjson.</p>`
