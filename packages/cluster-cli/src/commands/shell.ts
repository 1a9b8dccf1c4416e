import { hostsOf } from '@understudy/shared'
import { chooseLab } from '../lab/running/choose-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { labNamed, whichLab } from '../lab/running/which-lab.ts'
import type { Command } from '../usage/command.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { shellWords } from '../usage/shell-words.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...whichLab,
} as const

/** A prompt for one running lab, with the commands that concern a running lab. */
export const shellOf = (commands: readonly Command[]): Command => ({
  name: 'shell',
  summary: 'a prompt for a running lab: commands without "understudy" and the lab\'s name',
  synopsis: '[--lab LAB]',
  options,
  notes: [
    `commands: ${commands.map(({ name }) => name).join(', ')}, exit; "b sync-now" is short for "do b sync-now"`,
    'From a pipe it runs line by line; its exit code is that of the last line that was not in order.',
  ],
  examples: ['understudy shell', 'printf "a status\\nswing b\\n" | understudy shell'],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    const lab = await chooseLab(terminal.folder, labNamed(line, terminal.folder))
    const targets = [...hostsOf(configOfLab(lab)), 'network', 'clients']
    let code: number = exitCodes.ok
    for await (const line of terminal.lines(`${lab.name}> `)) {
      const said = line.trim()
      if (said === 'exit' || said === 'quit') break
      if (said === '' || said.startsWith('#')) continue
      const ran = await runLine(commands, targets, lab.name, said, terminal)
      if (ran !== exitCodes.ok) code = ran
    }
    return code
  },
})

async function runLine(
  commands: readonly Command[],
  targets: readonly string[],
  lab: string,
  line: string,
  terminal: Terminal,
): Promise<number> {
  try {
    const [word = '', ...rest] = shellWords(line)
    const [name, given] = targets.includes(word) ? ['do', [word, ...rest]] : [word, rest]
    const command = commands.find((one) => one.name === name)
    if (command === undefined)
      throw unknownWord('command', name, [...commands.map((one) => one.name), ...targets, 'exit'])
    return await command.run(forLab(given, lab), terminal)
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error
    terminal.err(`${error.message}\n`)
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed
  }
}

const forLab = (args: readonly string[], lab: string): readonly string[] =>
  args.some((word) => word.split('=')[0] === '--lab') ? args : [...args, '--lab', lab]
