import { type Report, renderHtml, renderJUnit } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import type { OutFiles } from './out-folder.ts'

/** A report in the forms in which a rehearsal leaves it, and the events that it rests on. */
export const reportFiles = (report: Report, events: readonly LabEvent[]): OutFiles => ({
  'report.json': `${JSON.stringify(report, null, 2)}\n`,
  'report.html': renderHtml(report, events),
  'junit.xml': renderJUnit(report),
  'events.ndjson': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
})
