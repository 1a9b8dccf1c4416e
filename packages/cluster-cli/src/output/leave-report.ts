import { join } from 'node:path'
import { type Analysis, exitCodeOf, renderSummary, renderTap } from '@understudy/report'
import type { FileContent } from '../files/replace-file.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import type { CommandLine } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { writeOutFiles } from './out-folder.ts'

/** The form a report is printed in, and what its exit code means. */
export const reportOptions = {
  json: { help: 'print the report as JSON; all else goes to standard error' },
  tap: { help: 'print the report as TAP 14; all else goes to standard error' },
  strict: { help: 'exit code 4 where it passed with warnings' },
} as const

/** What help says about a command that ends with a report. */
export const reportNotes = [
  'Exit code: 0 passed, also with warnings (with --strict 4); 1 failed; 2 inconclusive; 3 wrong usage',
  '  or bad files; 5 judged, but not all of its report or output could be written.',
] as const

export type ReportForm = 'words' | 'json' | 'tap'

export function reportFormOf({ flags }: CommandLine): ReportForm {
  const asked = (['json', 'tap'] as const).filter((form) => flags.has(form))
  if (asked.length > 1) throw new UsageError('expected one of --json and --tap, found both')
  return asked[0] ?? 'words'
}

/** Where everything besides the report goes: a JSON or TAP report has standard output to itself. */
export const sayerOf = (form: ReportForm, { out, err }: Terminal): Terminal['out'] =>
  form === 'words' ? out : err

/** Writes the files into the folder, prints the report, and returns the exit code of its verdict. */
export function leaveReport(
  folder: { readonly name: string; readonly path: string },
  { report }: Analysis,
  files: Readonly<Record<string, FileContent>>,
  line: CommandLine,
  terminal: Terminal,
): number {
  const form = reportFormOf(line)
  const say = sayerOf(form, terminal)
  const unwritten = writeOutFiles(folder.path, files)
  if (form === 'json') terminal.out(`${JSON.stringify(report, null, 2)}\n`)
  else if (form === 'tap') terminal.out(renderTap(report))
  else say(renderSummary(report, { color: terminal.outColor, width: terminal.columns }))
  if (!unwritten.has('report.html')) say(`report: ${join(folder.name, 'report.html')}\n`)
  for (const [name, reason] of unwritten)
    terminal.err(`understudy: ${join(folder.name, name)} cannot be written: ${reason}\n`)
  return unwritten.size > 0
    ? exitCodes.notWritten
    : exitCodeOf(report.verdict, line.flags.has('strict'))
}
