import { drawCharts } from '../charts/charts.ts'
import { clockText, countText, durationText, listText, plural } from '../format.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import { groupName } from '../population/group-names.ts'
import { throttleText } from '../population/storm.ts'
import type { Report } from '../schema.ts'
import { scroll } from './scroll.ts'
import { section, table } from './table.ts'

/** What became of the clients, kind by kind, and what somebody has to install by hand. */
export function populationSection({ population, versions }: Report): Markup {
  if (population === null) return nothing
  const appliances = Object.keys(versions)
  const reached = appliances.filter((name) =>
    population.groups.some(({ at }) => (at[name] ?? 0) > 0),
  )
  const body = table('Clients', population.groups, [
    { title: 'Clients', cell: ({ group }) => groupName(group) },
    { title: 'Total', look: 'number', cell: ({ total }) => countText(total) },
    { title: 'Upgraded', look: 'number', cell: ({ upgraded }) => countOf(upgraded) },
    { title: 'Come later', look: 'number', cell: ({ late }) => countOf(late) },
    { title: 'Stranded', look: 'number', cell: ({ stranded }) => badCount(stranded) },
    { title: 'By hand', look: 'number', cell: ({ redeployByHand }) => badCount(redeployByHand) },
    ...reached.map((name) => ({
      title: `Last at ${name.toUpperCase()}`,
      look: 'number',
      cell: ({ at }: (typeof population.groups)[number]) => countOf(at[name] ?? 0),
    })),
  ])
  if (body === null) return nothing
  return section(
    'Clients',
    markup`${body}<p class="soft small">Upgraded: in the version of the site that they talk to, or in need of none. Come later: offline, not checked in yet, or waiting for their turn. Stranded: missed too many versions (UPD-08), or found no room under the licence (CLI-06). By hand: somebody has to install them again.</p>
    ${byHand(population)}`,
  )
}

function byHand({ groups, strandedClients, stranded }: NonNullable<Report['population']>): Markup {
  const items = groups
    .filter((group) => group.redeployByHand + group.stranded > 0)
    .map(
      ({ group, redeployByHand, stranded: lost }) =>
        markup`<li>${groupName(group)}: ${countText(redeployByHand + lost)}${lost === 0 ? '' : ` (${countText(lost)} stranded)`}</li>`,
    )
  if (items.length === 0) return nothing
  const names =
    strandedClients.length === 0
      ? ''
      : `Stranded by name: ${listText(strandedClients, 40)}${stranded > strandedClients.length ? ', …' : ''}`
  return markup`<h3>To be redeployed by hand</h3><ul>${items}</ul><p class="soft small">${names}</p>`
}

/** The reconnection storm and what it did to people's work. */
export function stormSection(report: Report): Markup {
  const charts = drawCharts(report)
  if (charts === null) return nothing
  const hasStorm = report.storm !== null && report.storm.throttle !== null
  const title = hasStorm ? 'The reconnection storm' : "Representatives' requests"
  return markup`<section class="card picture charts"><h2>${title}</h2>
    ${hasStorm ? stormWords(report) : nothing}${requestWords(report)}
    ${scroll(title, charts)}${legendOf(hasStorm, report.requests !== null)}</section>`
}

function stormWords({ storm }: Report): Markup {
  if (storm === null) return nothing
  const { attempts, connected, deferred, failed, upgraded, peakPerSecond, peakAtMs } = storm
  const what = `${plural(attempts, 'attempt')} to come back: ${countText(connected)} got in, ${countText(deferred)} were told to come back later, ${countText(failed)} failed; ${plural(upgraded, 'client')} upgraded. At its peak, at ${clockText(peakAtMs)}, ${countText(peakPerSecond)} a second.`
  return markup`<p><b>${throttleText(storm.throttle)}.</b> ${what}</p>`
}

function requestWords({ requests }: Report): Markup {
  if (requests === null) return nothing
  const { count, failed, worst } = requests
  return markup`<p>${plural(count, 'request')} of representatives, ${countText(failed)} without an answer. At worst, from ${clockText(worst.startedAtMs)} to ${clockText(worst.endedAtMs)}, half took up to ${durationText(worst.p50Ms)}, 99 in 100 up to <b>${durationText(worst.p99Ms)}</b>, the longest ${durationText(worst.maxMs)}.</p>`
}

const stormLegend = [
  ['storm-connected', 'got in'],
  ['storm-deferred', 'told to come back later'],
  ['storm-failed', 'failed'],
  ['storm-line', 'upgraded so far'],
] as const
const requestsLegend = [
  ['p50-line', 'half of the requests'],
  ['p99-line', '99 in 100'],
  ['max-line', 'the longest'],
  ['failed-swatch', 'some without an answer'],
] as const

function legendOf(hasStorm: boolean, hasRequests: boolean): Markup {
  const entries = [...(hasStorm ? stormLegend : []), ...(hasRequests ? requestsLegend : [])]
  const items = entries.map(
    ([look, words]) =>
      markup`<li><svg viewBox="0 0 18 11" aria-hidden="true"><rect class="${look}" width="18" height="11" rx="2"/></svg>${words}</li>`,
  )
  return markup`<ul class="legend">${items}</ul>`
}

const countOf = (count: number): Markup | string =>
  count === 0 ? markup`<span class="soft">0</span>` : countText(count)

const badCount = (count: number): Markup | string =>
  count === 0
    ? markup`<span class="soft">0</span>`
    : markup`<b class="bad-count">${countText(count)}</b>`
