import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { buildReport, type Report } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { commandLine } from './command-line.ts'

/**
 * Rehearses on the folder's lab.yaml by the command, and reads what it leaves. Every figure must be what the events say when they
 * are counted again (see {@link commandLine}), and the events alone must give the same report once more.
 */
export async function rehearsalIn(
  folder: string,
  runbook: string,
  world: 'real' | 'virtual',
  more: readonly string[] = [],
) {
  const args = ['rehearse', runbook, '--lab', 'lab.yaml', '--world', world, '--out', world, ...more]
  const { code, out } = await commandLine(folder, args)
  const read = (file: string): string => readFileSync(join(folder, world, file), 'utf8')
  const events = read('events.ndjson')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabEvent)
  const report = JSON.parse(read('report.json')) as Report
  const { wallTimeMs, traceHash } = report
  const facts = traceHash === undefined ? { wallTimeMs } : { wallTimeMs, traceHash }
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(buildReport(events, facts))), report))
    throw new Error('events.ndjson gives another report than report.json')
  return { code: beside(report, code), out, events, report }
}

/** That a busy machine's rehearsal proves nothing is as it must be (REH-08), and no fault of what is tested. */
const beside = ({ reasons }: Report, code: number): number =>
  code === 2 && reasons.every((reason) => reason.startsWith('This machine was too busy')) ? 0 : code
