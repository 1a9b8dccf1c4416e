import { countText, timeOfDayText } from '../format.ts'
import { type Markup, nothing } from '../markup.ts'
import type { Report } from '../schema.ts'
import { section, table } from './table.ts'

/** What going back costs after each step, once it costs anything (UPD-10). */
export function goBackTable({ goBack, startedAtMs }: Report): Markup {
  if (goBack === null) return nothing
  const body = table('The price of going back', goBack.afterSteps, [
    { title: 'After step', cell: ({ step }) => step },
    { title: 'At', look: 'number', cell: ({ atMs }) => timeOfDayText(startedAtMs, atMs) },
    { title: 'Sessions lost', look: 'number', cell: ({ sessions }) => countText(sessions) },
    {
      title: 'Clients not admitted',
      look: 'number',
      cell: ({ clients }) => countText(clients),
    },
  ])
  return section('The price of going back', body)
}
