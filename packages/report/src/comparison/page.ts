import { Footnotes } from '../html/footnotes.ts'
import { verdictWords } from '../html/page.ts'
import { scroll } from '../html/scroll.ts'
import { style } from '../html/style.ts'
import { section, table } from '../html/table.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import { figureNames, figureText, figureWords } from './figures.ts'
import { drawFigure } from './picture.ts'
import type { Comparison, FigureName, GuideWord, Procedure } from './schema.ts'
import { comparisonStyle } from './style.ts'
import { seedsText } from './summary.ts'

/** `comparison.html`: one file that needs nothing else, no script, no network (SEC-03). */
export function renderComparisonHtml(comparison: Comparison): string {
  const footnotes = new Footnotes()
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${namesOf(comparison).join(' or ')}</title>
<style>${style}${comparisonStyle}</style>
</head>
<body>
${header(comparison)}
<main>
${banner(comparison)}
<div class="choices">${comparison.procedures.map((procedure, i) => choice(procedure, i, footnotes))}</div>
${findingsSection(comparison)}
${pictures(comparison)}
${spreadTable(comparison)}
${notCountedTable(comparison)}
${warningsTable(comparison)}
${sources(footnotes)}
</main>
${footer(comparison)}
</body>
</html>
`.text
}

const namesOf = ({ procedures }: Comparison): readonly string[] =>
  procedures.map(({ runbook }) => runbook)

const header = (comparison: Comparison): Markup => markup`<header>
<div class="kicker">Understudy comparison of procedures</div>
<h1>${namesOf(comparison).join(' or ')}?</h1>
<p class="facts">Lab <b>${comparison.lab}</b>, swing by <b>${comparison.swing}</b>, in <b>virtual time</b>, <b>${seedsText(comparison)}</b></p>
</header>`

function banner({ verdict, reasons, procedures, seeds }: Comparison): Markup {
  const list =
    reasons.length === 0
      ? markup`<p>All ${seeds.played * procedures.length} rehearsals passed, without a warning.</p>`
      : markup`<ul>${reasons.map((reason) => markup`<li>${reason}</li>`)}</ul>`
  return markup`<section class="verdict tone-${verdict}"><strong>${verdictWords[verdict]}</strong>${list}</section>`
}

function choice(procedure: Procedure, index: number, footnotes: Footnotes): Markup {
  const { runbook, title, guide } = procedure
  return markup`<section class="card who-${index}"><h2>${runbook}</h2><p>${title}</p>${guide === null ? nothing : guideList(guide, footnotes)}${measured(procedure)}</section>`
}

const guideTitles = {
  summary: 'What it is',
  advantage: 'Advantage',
  disadvantage: 'Disadvantage',
  advice: 'The guide advises it',
} as const satisfies Record<keyof GuideWord, string>

function guideList(guide: GuideWord, footnotes: Footnotes): Markup {
  const items = (Object.keys(guideTitles) as (keyof GuideWord)[]).map((key) => {
    const { text, source } = guide[key]
    return markup`<dt>${guideTitles[key]}</dt><dd>${text}${footnotes.marks([source])}</dd>`
  })
  return markup`<dl>${items}</dl>`
}

/** What was measured here, for the two figures the guides talk about. */
function measured({ distributions, counted }: Procedure): Markup {
  const { downtimeMs, sessionsCut } = distributions
  if (downtimeMs === undefined || sessionsCut === undefined)
    return markup`<dl><dt>Measured here</dt><dd>nothing: no rehearsal counts</dd></dl>`
  const down = `${spreadText('downtimeMs', downtimeMs)} down, ${spreadText('sessionsCut', sessionsCut)} sessions cut, over ${counted} rehearsals`
  return markup`<dl><dt>Measured here</dt><dd>${down}</dd></dl>`
}

const spreadText = (figure: FigureName, { median, p5, p95 }: Procedure['distributions'][string]) =>
  p5 === p95
    ? figureText(figure, median)
    : `${figureText(figure, median)} (${figureText(figure, p5)} to ${figureText(figure, p95)})`

function findingsSection({ findings }: Comparison): Markup {
  if (findings.length === 0) return nothing
  const items = findings.map(({ text }) => markup`<li>${text}</li>`)
  return section('Seed by seed', markup`<ul class="why">${items}</ul>`)
}

/** A figure that was 0 for both has no picture. */
function pictures({ procedures }: Comparison): Markup {
  const shown = figureNames.filter((figure) =>
    procedures.some(({ distributions }) => (distributions[figure]?.max ?? 0) > 0),
  )
  if (shown.length === 0) return nothing
  const drawn = shown.map((figure) => {
    const { title } = figureWords[figure]
    return markup`<h3>${title}</h3>${scroll(title, drawFigure(figure, procedures))}`
  })
  return markup`<section class="card picture"><h2>Distributions</h2><p class="soft">A bar is so many seeds; the line under the bars goes from 5 to 95 in 100, with the median across it, which is written at the right. Where the two lie far apart the scale is logarithmic.</p>${drawn}</section>`
}

function spreadTable({ procedures }: Comparison): Markup {
  const rows = figureNames.flatMap((figure) =>
    procedures.flatMap((procedure) => {
      const spread = procedure.distributions[figure]
      return spread === undefined ? [] : [{ figure, procedure, spread }]
    }),
  )
  const value = (title: string, key: keyof (typeof rows)[number]['spread']) => ({
    title,
    look: 'number',
    cell: ({ figure, spread }: (typeof rows)[number]) => figureText(figure, spread[key]),
  })
  return section(
    'In figures',
    table('Distributions in figures', rows, [
      { title: 'Figure', look: 'nowrap', cell: ({ figure }) => figureWords[figure].title },
      { title: 'Procedure', cell: ({ procedure }) => procedure.runbook },
      value('Least', 'min'),
      value('5 in 100', 'p5'),
      value('Median', 'median'),
      value('95 in 100', 'p95'),
      value('Most', 'max'),
    ]),
  )
}

function notCountedTable({ procedures }: Comparison): Markup {
  const rows = procedures.flatMap(({ runbook, notCounted }) =>
    notCounted.map((one) => ({ runbook, ...one })),
  )
  return section(
    'Not in the distributions',
    table('Rehearsals that do not count', rows.slice(0, 500), [
      { title: 'Procedure', cell: ({ runbook }) => runbook },
      { title: 'Seed', look: 'number', cell: ({ seed }) => seed },
      { title: 'Verdict', look: 'nowrap', cell: ({ verdict }) => verdictWords[verdict] },
      { title: 'Why', cell: ({ reasons }) => reasons.join(' ') },
    ]),
  )
}

function warningsTable({ procedures }: Comparison): Markup {
  const rows = procedures.flatMap(({ runbook, warnings }) =>
    warnings.map((one) => ({ runbook, ...one })),
  )
  return section(
    'Warnings',
    table('Warnings', rows, [
      { title: 'Procedure', cell: ({ runbook }) => runbook },
      { title: 'Warning', cell: ({ code }) => markup`<code>${code}</code>` },
      { title: 'Seeds', look: 'number', cell: ({ seeds }) => seeds },
    ]),
  )
}

const sources = (footnotes: Footnotes): Markup => markup`<section>${footnotes.list()}</section>`

const footer = ({ format }: Comparison): Markup => markup`<footer>
<p>Every rehearsal is one of virtual time with a seed of its own; <code>understudy rehearse RUNBOOK --world virtual --seed N</code> with the same lab plays it again, with a report. The distributions are of those that passed, also with warnings; the others are named above. ${format}</p>
</footer>`
