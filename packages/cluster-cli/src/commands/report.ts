import { resolve } from 'node:path'
import { analyse, type ReportFacts } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { leaveReport, reportFormOf, reportNotes, reportOptions } from '../output/leave-report.ts'
import { claimOutFolder } from '../output/out-claim.ts'
import { reportFiles } from '../output/report-files.ts'
import type { Command } from '../usage/command.ts'
import { parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { wordsOf } from '../usage/values.ts'
import { leftEvents, leftWallTimeMs } from '../verify/left-files.ts'

export const report: Command = {
  name: 'report',
  summary: 'draw the report of a rehearsal again, from its events',
  synopsis: '<DIR> [--json|--tap] [--strict]',
  options: reportOptions,
  notes: [
    'DIR is the folder that rehearse has left. report.html, report.json and junit.xml are written anew from events.ndjson,',
    'byte for byte as they were, or as this version of the program draws them. How long the rehearsal took, which no event',
    'says, is taken from the report.json that is there.',
    ...reportNotes,
  ],
  examples: ['understudy report out/asynchronous-real', 'understudy report out/async --tap'],
  run: async (args, terminal) => {
    const line = parseOptions(args, reportOptions)
    reportFormOf(line)
    const [name = ''] = wordsOf(line.words, ['DIR'])
    const { folder } = terminal
    const events = leftEvents(name, folder)
    const path = resolve(folder, name)
    const release = claimOutFolder(name, path)
    try {
      const analysis = analyse(events, await factsOf(name, events, terminal))
      const { 'events.ndjson': _, ...drawn } = reportFiles(analysis, events)
      return leaveReport({ name, path }, analysis, drawn, line, terminal)
    } finally {
      release()
    }
  },
}

async function factsOf(
  name: string,
  events: Iterable<LabEvent>,
  { folder, err }: Terminal,
): Promise<ReportFacts> {
  const wallTimeMs = leftWallTimeMs(name, folder)
  if (wallTimeMs === undefined)
    err('understudy: how long the rehearsal took is not known, for there is no whole report.json\n')
  const facts = { wallTimeMs: wallTimeMs ?? 0 }
  if (!isVirtual(events)) return facts
  // The simulator is loaded only here.
  const { traceHashOf } = await import('../virtual/trace-hash.ts')
  return { ...facts, traceHash: traceHashOf(events) }
}

function isVirtual(events: Iterable<LabEvent>): boolean {
  for (const one of events) if (one.name === 'rehearsal-started') return one.world === 'virtual'
  return false
}
