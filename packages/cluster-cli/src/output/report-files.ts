import { type Analysis, renderHtml, renderJUnit } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { eventLines } from './event-lines.ts'
import type { OutFiles } from './out-folder.ts'

/** A report in the forms a rehearsal leaves, and the events it rests on. */
export const reportFiles = (analysis: Analysis, events: Iterable<LabEvent>): OutFiles => ({
  'report.json': `${JSON.stringify(analysis.report, null, 2)}\n`,
  'report.html': renderHtml(analysis),
  'junit.xml': renderJUnit(analysis.report),
  'events.ndjson': eventLines(events),
})
