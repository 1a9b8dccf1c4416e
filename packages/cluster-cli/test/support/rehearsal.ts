import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { commandLine } from './command-line.ts'

/** Rehearses on the folder's lab.yaml by the command, and reads what it leaves. */
export async function rehearsalIn(folder: string, runbook: string, world: 'real' | 'virtual') {
  const args = ['rehearse', runbook, '--lab', 'lab.yaml', '--world', world, '--out', world]
  const { code, out } = await commandLine(folder, args)
  const read = (file: string): string => readFileSync(join(folder, world, file), 'utf8')
  const events = read('events.ndjson')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LabEvent)
  return { code, out, events, report: JSON.parse(read('report.json')) as Report }
}
