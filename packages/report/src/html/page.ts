import type { Analysis } from '../build-report.ts'
import { riskChart } from '../charts/risk-chart.ts'
import { sourceText, withoutIds } from '../decision/sources.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import { pictureInWords } from '../picture/in-words.ts'
import { drawPicture } from '../picture/picture.ts'
import type { Report, Verdict } from '../schema.ts'
import { decisionSection } from './decision.ts'
import { figures } from './figures.ts'
import { Footnotes } from './footnotes.ts'
import { goBackTable } from './go-back-table.ts'
import { installationsTable } from './installations-table.ts'
import { legend } from './legend.ts'
import { explanationsSection, faultsSection, officesSection } from './network-sections.ts'
import { populationSection, stormSection } from './population-sections.ts'
import { scroll } from './scroll.ts'
import { style } from './style.ts'
import {
  conflictsTable,
  notReachedText,
  outagesTable,
  sessionLists,
  stepsTable,
  versionsTable,
  warningsTable,
  windowsTable,
} from './tables.ts'

/** A verdict, as a heading. */
export const verdictWords = {
  passed: 'Passed',
  'passed-with-warnings': 'Passed with warnings',
  failed: 'Failed',
  inconclusive: 'Inconclusive',
} as const satisfies Record<Verdict, string>

/**
 * `report.html`: one file that needs nothing else, no script, no network. Every text that came
 * from the lab is escaped (SEC-03).
 */
export function renderHtml({ report, rehearsal }: Analysis): string {
  const picture = drawPicture(report, rehearsal)
  const footnotes = new Footnotes()
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${verdictWords[report.verdict]}: ${report.title}</title>
<style>${style}</style>
</head>
<body>
${header(report)}
<main>
${verdictBanner(report, footnotes)}
${decisionSection(report, footnotes)}
${figures(report)}
<section class="card picture"><h2>Timeline</h2>${scroll('Timeline', picture)}${legend(report)}${inWords(report, rehearsal)}</section>
${outages(report)}
${explanationsSection(report)}
${windowsTable(report)}
${officesSection(report)}
${populationSection(report)}
${riskChart(rehearsal)}
${stormSection(report)}
${faultsSection(report)}
${warningsTable(report)}
${sessionLists(report)}
${conflictsTable(report)}
${versionsTable(report)}
${installationsTable(report)}
${goBackTable(report)}
${stepsTable(report)}
</main>
${footer(report)}
</body>
</html>
`.text
}

/** The picture in words, for people who cannot see it or print it without colours. */
function inWords(report: Report, rehearsal: Analysis['rehearsal']): Markup {
  const lines = pictureInWords(report, rehearsal).map((line) => markup`<li>${line}</li>`)
  return markup`<details class="words"><summary>The picture in words</summary><ul id="in-words">${lines}</ul></details>`
}

const header = ({ title, runbook, lab, world, seed, swing }: Report): Markup => markup`<header>
<div class="kicker">Understudy rehearsal report</div>
<h1>${title || 'Rehearsal'}</h1>
<p class="facts">Runbook <b>${runbook}</b>, lab <b>${lab}</b>, swing by <b>${swing}</b>, ${world === 'real' ? 'on' : 'in'} <b>${world === 'real' ? 'real daemons' : 'virtual time'}</b>, seed <b>${seed}</b></p>
</header>`

function verdictBanner(report: Report, footnotes: Footnotes): Markup {
  const { verdict, reasons } = report
  const missed = notReachedText(report)
  const all = missed === '' ? reasons : [...reasons, `${missed}.`]
  const list =
    all.length === 0
      ? markup`<p>Every step passed, no acknowledged session was lost, nothing gave cause for a warning.</p>`
      : markup`<ul>${all.map((reason) => drawReason(reason, footnotes))}</ul>`
  return markup`<section class="verdict tone-${verdict}"><strong>${verdictWords[verdict]}</strong>${list}</section>`
}

function drawReason(reason: string, footnotes: Footnotes): Markup {
  const { text, ids } = withoutIds(reason)
  return markup`<li>${text}${footnotes.marks(ids.map(sourceText))}</li>`
}

function outages(report: Report): Markup {
  const body = outagesTable(report)
  return body === null ? nothing : markup`<section class="card"><h2>Outages</h2>${body}</section>`
}

const footer = ({ format, traceHash }: Report): Markup => markup`<footer>
<p>All times are lab time since the rehearsal began (h:mm:ss); beside them, and in the sentences for the decision, the lab's clock (UTC). The site is down, as its probes measure it, from a lost connection or failed request to the next good answer; outages that overlap count once. Without redundancy means: no failover relationship, or no finished sync that proved both appliances equal since it was established.</p>
<p>In the picture, what is too short to see is drawn a little wider than it was; the tables give exact times. ${format}${traceHash === undefined ? '' : `, trace ${traceHash}`}</p>
</footer>`
