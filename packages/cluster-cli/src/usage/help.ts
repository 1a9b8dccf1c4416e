import type { Command } from './command.ts'
import { lastWordOf } from './group.ts'
import type { OptionTable } from './options.ts'

/** `understudy --help`. */
export function overview(commands: readonly Command[]): string {
  return [
    'understudy: rehearse the failover upgrade of a pair of support appliances',
    '',
    'usage: understudy <command> [options]',
    '',
    'commands:',
    ...commandLines(commands).map((line) => `  ${line}`),
    '',
    'examples:',
    '  understudy rehearse asynchronous --out out/async',
    '  understudy rehearse synchronous --world virtual --seed 7',
    '  understudy up && understudy do b sync-now',
    '',
    'understudy <command> --help tells more; understudy --version tells the version.',
    '',
  ].join('\n')
}

/** `understudy <command> --help`. */
export function helpOf(command: Command): string {
  return [
    `understudy ${command.name}: ${command.summary}`,
    '',
    `usage: understudy ${command.name} ${command.synopsis}`.trimEnd(),
    ...section('commands', commandLines(command.members ?? [])),
    ...section('options', optionLines(command.options)),
    ...section('notes', [...(command.notes ?? [])]),
    ...section('examples', [...command.examples]),
    '',
  ].join('\n')
}

function commandLines(commands: readonly Command[]): readonly string[] {
  const shown = commands.filter(({ hidden }) => hidden !== true)
  const width = Math.max(0, ...shown.map((command) => lastWordOf(command).length))
  return shown.map((command) => `${lastWordOf(command).padEnd(width)}  ${command.summary}`)
}

export function optionLines(table: OptionTable): string[] {
  const rows = Object.entries(table).map(([name, option]): [string, string] => [
    option.value === undefined ? `--${name}` : `--${name} ${option.value}`,
    option.help,
  ])
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`)
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]
}
