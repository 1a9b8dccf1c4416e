import type { Command } from './command.ts'
import type { OptionTable } from './options.ts'

/** `understudy --help`. */
export function overview(commands: readonly Command[]): string {
  const shown = commands.filter((command) => command.hidden !== true)
  const width = Math.max(...shown.map((command) => command.name.length))
  return [
    'understudy: rehearse the failover upgrade of a pair of support appliances',
    '',
    'usage: understudy <command> [options]',
    '',
    'commands:',
    ...shown.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
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
    ...section('options', optionLines(command.options)),
    ...section('notes', [...(command.notes ?? [])]),
    ...section('examples', [...command.examples]),
    '',
  ].join('\n')
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
