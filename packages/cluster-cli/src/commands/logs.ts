import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { namedLabFolder } from '../lab/folder/lab-folder.ts'
import { labNames } from '../lab/running/choose-lab.ts'
import { LogTail } from '../lab/running/log-tail.ts'
import { labNamed, whichLab } from '../lab/running/which-lab.ts'
import { prettyLine } from '../output/pretty-log.ts'
import type { Command } from '../usage/command.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...whichLab,
  lines: { value: 'N', help: "how many of each log's last lines, 0 to 100000 (default: 20)" },
  follow: { help: 'go on with what comes, until Ctrl-C' },
} as const
const linesMax = 100_000
const pollMs = 200

export const logs: Command = {
  name: 'logs',
  summary: "print what a lab's processes log, whether it runs or has ended",
  synopsis: '[process] [--lab LAB] [--lines N] [--follow]',
  options,
  notes: [
    'processes: an appliance, witness, network, clients, update-server, supervisor; default: all',
  ],
  examples: [
    'understudy logs a',
    'understudy logs --follow',
    'understudy logs network --lines 200',
  ],
  run: async (args, { folder, out, outColor, onStop }) => {
    const line = parseOptions(args, options)
    const { words, values, flags } = line
    const [only, ...more] = words
    wordsOf(more, [])
    const count = linesOf(values.get('lines'))
    const lab = namedLabFolder(folder, chooseName(folder, labNamed(line, folder)))
    const known = processesOf(dirname(lab.logFile('any')))
    if (known.length === 0) throw new CommandError(`nothing was logged in ${lab.path} yet`)
    if (only !== undefined && !known.includes(only)) throw unknownWord('process', only, known)
    const chosen = only === undefined ? known : [only]
    const tails = chosen.map((name) => ({
      mark: chosen.length > 1 ? `${name} | ` : '',
      tail: new LogTail(lab.logFile(name)),
    }))
    const print = (mark: string, lines: readonly string[]): void => {
      for (const line of lines) out(`${mark}${outColor ? prettyLine(line) : line}\n`)
    }
    for (const { mark, tail } of tails) print(mark, tail.last(count))
    if (flags.has('follow'))
      await untilStopped(onStop, () => {
        for (const { mark, tail } of tails) print(mark, tail.news())
      })
    return exitCodes.ok
  },
}

function linesOf(text = '20'): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count <= linesMax) return count
  throw new UsageError(`option --lines expects a number from 0 to ${linesMax}, found "${text}"`)
}

/** Logs of a lab that has ended can be read as well. */
function chooseName(folder: string, name: string | undefined): string {
  const known = labNames(folder)
  if (name !== undefined) {
    if (known.includes(name)) return name
    throw unknownWord('lab', name, known)
  }
  const [only, ...more] = known
  if (only === undefined)
    throw new CommandError(`there is no lab in ${folder}; start one with: understudy up`)
  if (more.length > 0) throw new UsageError(`option --lab is needed: one of ${known.join(', ')}`)
  return only
}

function processesOf(logFolder: string): readonly string[] {
  if (!existsSync(logFolder)) return []
  return readdirSync(logFolder)
    .filter((file) => file.endsWith('.log'))
    .map((file) => file.slice(0, -'.log'.length))
    .sort()
}

function untilStopped(
  onStop: (listener: (signal: string) => void) => () => void,
  poll: () => void,
): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(poll, pollMs)
    const forget = onStop(() => {
      clearInterval(timer)
      forget()
      resolve()
    })
  })
}
