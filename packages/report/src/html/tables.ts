import {
  boundsText,
  countText,
  durationText,
  exactClockText,
  plural,
  timeOfDayText,
} from '../format.ts'
import { type Markup, markup, nothing, type Part } from '../markup.ts'
import type { Report } from '../schema.ts'
import { section, table } from './table.ts'

const rowsMax = 500

export function windowsTable({ windows, startedAtMs }: Report): Markup {
  const clock = (ms: number) =>
    markup`<div class="soft small">${timeOfDayText(startedAtMs, ms)}</div>`
  const body = table('Windows', windows, [
    { title: 'Window', cell: (window) => window.name },
    {
      title: 'Began',
      look: 'number',
      cell: (window) => markup`${exactClockText(window.startedAtMs)}${clock(window.startedAtMs)}`,
    },
    {
      title: 'Ended',
      look: 'number',
      cell: (window) => markup`${exactClockText(window.endedAtMs)}${clock(window.endedAtMs)}`,
    },
    {
      title: 'Length',
      look: 'number',
      cell: (window) => durationText(window.endedAtMs - window.startedAtMs),
    },
    { title: 'By hand', look: 'number', cell: (window) => handText(window.byHandMs) },
    { title: 'Site down', look: 'number', cell: (window) => exactDuration(window.downtimeMs) },
    { title: 'Down by hand', look: 'number', cell: (window) => handText(window.downtimeByHandMs) },
    { title: 'Longest gap', look: 'number', cell: (window) => exactDuration(window.longestGapMs) },
  ])
  return section('Windows', body)
}

type Outage = Report['outages'][number]

/** Numbered as in the picture. */
export function outagesTable({ outages, offices }: Report): Markup | null {
  return table('Outages', outages.slice(0, rowsMax), [
    { title: 'No.', cell: (_outage, i) => markup`<span class="badge">${i + 1}</span>` },
    {
      title: 'Site down from',
      look: 'nowrap',
      cell: (outage) => exactClockText(outage.startedAtMs),
    },
    { title: 'Until', look: 'nowrap', cell: untilOf },
    { title: 'For', look: 'number', cell: (outage) => durationText(outage.downtimeMs) },
    { title: 'Measured', look: 'number', cell: (outage) => boundsText(outage) },
    { title: 'By hand', look: 'number', cell: (outage) => handText(outage.byHandMs) },
    ...(offices.length < 2
      ? []
      : [{ title: 'Seen by', cell: (outage: Outage) => seenBy(outage, offices.length) }]),
    { title: 'During step', cell: (outage) => markup`<code>${outage.step || '(none)'}</code>` },
    { title: 'What clients saw', cell: (outage) => outage.reason },
  ])
}

/** The guide's sections are footnotes: their headings are long, and many steps come from one. */
export function stepsTable({ steps }: Report): Markup {
  const guides = [...new Set(steps.map(({ guide }) => guide))].filter((guide) => guide !== '')
  const body = table('Steps', steps, [
    {
      title: 'Step',
      cell: ({ id, title, guide }) =>
        markup`${title}${guideMark(guides.indexOf(guide))}<div class="soft small"><code>${id}</code></div>`,
    },
    { title: 'On', cell: (step) => step.appliance.toUpperCase() },
    { title: 'Began', look: 'number', cell: (step) => momentOf(step.startedAtMs) },
    { title: 'Took', look: 'number', cell: tookOf },
    { title: 'By hand', look: 'number', cell: (step) => handText(step.byHandMs) },
    {
      title: 'Outcome',
      cell: ({ outcome }) =>
        markup`<span class="pill ${outcome}">${outcome.replace('-', ' ')}</span>`,
    },
    { title: 'Evidence', look: 'small', cell: evidenceOf },
  ])
  if (body === null) return section('Steps', null)
  const notes = guides.map((guide, i) => markup`<li id="guide-${i + 1}">${guide}</li>`)
  return section('Steps', markup`${body}<ol class="notes" type="a">${notes}</ol>`)
}

function guideMark(index: number): Markup {
  if (index < 0) return nothing
  const mark = letterOf(index)
  return markup`<sup><a href="#guide-${index + 1}" aria-label="guide, footnote ${mark}">${mark}</a></sup>`
}

/** As browsers number a list of type a: a, b, … z, aa. */
const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26))

export function warningsTable({ warnings }: Report): Markup {
  const body = table('Warnings', warnings, [
    { title: 'Step', look: 'nowrap', cell: ({ step }) => markup`<code>${step}</code>` },
    { title: 'Warning', look: 'nowrap', cell: ({ code }) => markup`<code>${code}</code>` },
    { title: 'What it says', cell: (warning) => warning.message },
  ])
  return section('Warnings', body)
}

export function versionsTable({ versions }: Report): Markup {
  const body = table('Versions', Object.entries(versions), [
    { title: 'Appliance', cell: ([name]) => name.toUpperCase() },
    { title: 'Base before', cell: ([, { before }]) => before.base },
    { title: 'Base after', cell: ([, { before, after }]) => changed(before.base, after.base) },
    { title: 'Site software before', cell: ([, { before }]) => before.site },
    {
      title: 'Site software after',
      cell: ([, { before, after }]) => changed(before.site, after.site),
    },
  ])
  return section('Versions', body)
}

export function conflictsTable({ addressConflicts }: Report): Markup {
  const body = table('Address conflicts', addressConflicts, [
    { title: 'Address', cell: ({ address }) => markup`<code>${address}</code>` },
    { title: 'Held by', cell: (conflict) => conflict.appliances.join(', ').toUpperCase() },
    { title: 'From', look: 'number', cell: (conflict) => exactClockText(conflict.startedAtMs) },
    {
      title: 'For',
      look: 'number',
      cell: (conflict) => exactDuration(conflict.endedAtMs - conflict.startedAtMs),
    },
  ])
  return section('Address conflicts', body)
}

export function sessionLists({ sessions, settings }: Report): Markup {
  const { lost, discarded, discardedCount } = sessions
  return markup`${section(`Sessions lost: ${countText(lost.length)}`, listOf(lost, lost.length))}
    ${section(`Sessions discarded on re-establishing: ${countText(discardedCount)}`, listOf(discarded, discardedCount))}
    ${section(`Settings overwritten: ${countText(settings.lost.length)}`, listOf(settings.lost, settings.lost.length))}`
}

function listOf(items: readonly string[], count: number): Markup | null {
  if (count === 0) return null
  const shown = items.slice(0, rowsMax)
  const more = count - shown.length
  const rest = more > 0 ? `and ${countText(more)} more, listed in report.json` : ''
  return markup`<ul class="lsids">${shown.map((item) => markup`<li><code>${item}</code></li>`)}</ul><div class="soft">${rest}</div>`
}

const exactDuration = (ms: number): Part =>
  ms === 0
    ? 'none'
    : markup`${durationText(ms)}<div class="soft small">${ms < 1000 ? '' : `${countText(ms)} ms`}</div>`

/** People's time is kept apart from machines' (REH-10). */
const handText = (ms: number): Part =>
  ms === 0 ? markup`<span class="soft">none</span>` : durationText(ms)

/** "all offices", "3 of 10 offices", or the one office's name. */
function seenBy({ offices }: Outage, total: number): string {
  if (offices.length >= total) return 'all offices'
  return offices.length === 1 ? (offices[0] ?? '') : `${offices.length} of ${total} offices`
}

const untilOf = (outage: Outage): string =>
  outage.recovered ? exactClockText(outage.endedAtMs) : 'the end'

const momentOf = (ms: number | null): string => (ms === null ? '' : exactClockText(ms))

const tookOf = ({ startedAtMs, endedAtMs }: Report['steps'][number]): string =>
  startedAtMs === null || endedAtMs === null ? '' : durationText(endedAtMs - startedAtMs)

const changed = (before: string, after: string): Part =>
  before === after ? markup`<span class="soft">${after}</span>` : markup`<b>${after}</b>`

function evidenceOf({ evidence, expected, found, outcome }: Report['steps'][number]): Markup {
  const failed = outcome === 'failed' ? [`expected ${expected}`, `found ${found}`] : []
  const items = [...evidence.map((text) => ['', text]), ...failed.map((text) => ['failed', text])]
  return markup`<ul class="evidence">${items.map(([look, text]) => markup`<li class="${look ?? ''}">${text ?? ''}</li>`)}</ul>`
}

/** "3 steps of 21 not reached", or ''. */
export function notReachedText({ steps }: Report): string {
  const missed = steps.filter((step) => step.outcome === 'not-reached').length
  return missed === 0 ? '' : `${plural(missed, 'step')} of ${countText(steps.length)} not reached`
}
