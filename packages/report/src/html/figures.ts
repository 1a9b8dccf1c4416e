import { forAllText } from '../for-all.ts'
import { countText, durationText, plural } from '../format.ts'
import { type Markup, markup } from '../markup.ts'
import type { Report } from '../schema.ts'
import { unhelpedText } from '../sessions.ts'

interface Figure {
  readonly name: string
  readonly value: string
  readonly note: string
  readonly bad?: boolean
}

/** The key figures, for people who read nothing else. */
export function figures(report: Report): Markup {
  return markup`<dl class="figures">${figuresOf(report).map(drawFigure)}</dl>`
}

function figuresOf(report: Report): readonly Figure[] {
  const { sessions, labTimeMs, wallTimeMs } = report
  const lost = sessions.lost.length
  return [
    {
      name: 'Site down',
      value: durationText(report.downtimeMs),
      note: downNote(report),
    },
    {
      name: 'Longest gap',
      value: durationText(report.longestGapMs),
      note: `${countText(report.longestGapMs)} ms`,
    },
    {
      name: 'Sessions lost',
      value: countText(lost),
      note: `${countText(sessions.acknowledged)} acknowledged, ${countText(sessions.cut)}\u00A0cut`,
      bad: lost > 0,
    },
    {
      name: 'Customers without help',
      value: countText(sessions.abandoned + sessions.turnedAway),
      note: unhelpedText(report),
    },
    {
      name: 'Without redundancy',
      value: durationText(report.exposureMs),
      note: 'no synced backup',
    },
    {
      name: 'Lab time',
      value: durationText(labTimeMs),
      note: plural(report.windows.length, 'window'),
    },
    {
      name: 'Rehearsed in',
      value: durationText(wallTimeMs),
      note: report.world === 'real' ? 'real daemons' : 'virtual time',
    },
  ]
}

function downNote(report: Report): string {
  if (report.outages.length === 0) return 'no outage seen'
  const { downtimeMs, downtimeByHandMs } = report
  if (downtimeByHandMs > 0)
    return `of which machines and network needed ${durationText(downtimeMs - downtimeByHandMs)}`
  const forAll = forAllText(report)
  return forAll === '' ? `${plural(report.outages.length, 'outage')} in all` : forAll
}

const drawFigure = ({ name, value, note, bad }: Figure): Markup =>
  markup`<div class="figure ${bad === true ? 'bad' : ''}"><dt>${name}</dt><dd><div class="value">${value}</div><div class="note">${note}</div></dd></div>`
