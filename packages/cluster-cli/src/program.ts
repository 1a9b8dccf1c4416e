import { readFileSync } from 'node:fs'
import { buildStamp } from './build-stamp.ts'
import { commands } from './commands/table.ts'
import type { Command } from './usage/command.ts'
import { CommandError, UsageError } from './usage/errors.ts'
import { exitCodes } from './usage/exit-codes.ts'
import { lastWordOf, memberOf } from './usage/group.ts'
import { helpOf, overview } from './usage/help.ts'
import type { Terminal } from './usage/terminal.ts'
import { unknownWord } from './usage/unknown-word.ts'

/** Runs one command line and resolves to its exit code. Wrong usage and failures become sentences. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error
    terminal.err(`understudy: ${error.message}\n`)
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [word, ...rest] = args
  if (word === undefined) {
    terminal.err(overview(commands))
    return exitCodes.usage
  }
  if (word === '--version') return print(terminal, `understudy ${version()}\n`)
  if (isHelp(word) || (word === 'help' && rest.length === 0))
    return print(terminal, overview(commands))
  const name = word === 'help' ? (rest[0] as string) : word
  const command = commands.find((known) => known.name === name)
  if (command === undefined) throw unknownWord(...unknownOf(name))
  const next = word === 'help' ? rest[1] : rest[0]
  if (word === 'help') return print(terminal, helpOf(askedFor(command, next)))
  if (asksForHelp(rest)) return print(terminal, helpOf(memberOf(command, next) ?? command))
  return command.run(rest, terminal)
}

/** `help chaos run` is about the group's command, `help chaos` about the group. */
function askedFor(command: Command, next: string | undefined): Command {
  const { name, members = [] } = command
  if (next === undefined || isHelp(next) || members.length === 0) return command
  const member = memberOf(command, next)
  if (member === undefined) throw unknownWord(`${name} command`, next, members.map(lastWordOf))
  return member
}

function unknownOf(word: string): [string, string, readonly string[]] {
  if (word.startsWith('-')) return ['option', word, ['--help', '--version']]
  return ['command', word, commands.filter((c) => c.hidden !== true).map((c) => c.name)]
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h'

const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).some(isHelp)
}

function print({ out }: Terminal, text: string): number {
  out(text)
  return exitCodes.ok
}

/** For a package, also the commit it was built from, which a bug report should name. */
function version(): string {
  if (buildStamp !== undefined) {
    const { version, commit } = buildStamp
    return commit === undefined ? version : `${version} (${commit})`
  }
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
