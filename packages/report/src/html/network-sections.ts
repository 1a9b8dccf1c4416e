import { durationText, exactClockText } from '../format.ts'
import { type Markup, markup } from '../markup.ts'
import type { Report } from '../schema.ts'
import { section, table } from './table.ts'

/** Why clients saw what they saw. */
export function explanationsSection({ explanations }: Report): Markup {
  if (explanations.length === 0) return section('', null)
  const items = explanations.map((sentence) => markup`<li>${sentence}</li>`)
  return section('Why', markup`<ul class="why">${items}</ul>`)
}

/** Offices side by side, where there is more than one: a swing does not reach all of them at once. */
export function officesSection({ offices }: Report): Markup {
  if (offices.length < 2) return section('', null)
  const body = table('Offices', offices, [
    { title: 'Office', look: 'nowrap', cell: (office) => office.name },
    { title: 'Outages', look: 'number', cell: (office) => office.outages },
    { title: 'Site down', look: 'number', cell: (office) => downText(office.downtimeMs) },
    { title: 'Longest gap', look: 'number', cell: (office) => downText(office.longestGapMs) },
    {
      title: 'Led to in the end',
      cell: ({ ledTo }) =>
        ledTo === null || ledTo === 'nobody' ? (ledTo ?? '') : ledTo.toUpperCase(),
    },
    {
      title: 'Since',
      look: 'number',
      cell: ({ movedAtMs }) => (movedAtMs === null ? 'the beginning' : exactClockText(movedAtMs)),
    },
  ])
  return section('Offices', body)
}

export function faultsSection({ faults }: Report): Markup {
  const body = table('Faults', faults.slice(0, 500), [
    { title: 'Fault', look: 'nowrap', cell: (fault) => markup`<code>${fault.name}</code>` },
    {
      title: 'What',
      cell: ({ kind, detail }) => markup`${kind}<div class="soft small">${detail}</div>`,
    },
    { title: 'Between', look: 'nowrap', cell: ({ from, to }) => `${from} and ${to}` },
    { title: 'From', look: 'number', cell: (fault) => exactClockText(fault.startedAtMs) },
    {
      title: 'Until',
      look: 'number',
      cell: (fault) => (fault.ended ? exactClockText(fault.endedAtMs) : 'the end'),
    },
    { title: 'Connections hit', look: 'number', cell: (fault) => fault.connectionsHit },
  ])
  return section('Faults', body)
}

const downText = (ms: number): string => (ms === 0 ? 'none' : durationText(ms))
