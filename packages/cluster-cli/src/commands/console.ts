import { spawn } from 'node:child_process'
import { addressAt, consoleAddress } from '../console/console-address.ts'
import { labOfOptions, type RunningLab } from '../lab/running/choose-lab.ts'
import { whichLab } from '../lab/running/which-lab.ts'
import { consoleTokenOf } from '../remote/control-token.ts'
import { atOptions } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

const options = {
  ...whichLab,
  ...atOptions,
  print: { help: 'only print the address' },
} as const

/** What opens an address in the user's browser. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, readonly string[]]>>> = {
  darwin: ['open', []],
  win32: ['rundll32', ['url.dll,FileProtocolHandler']],
}
const byDesktop = ['xdg-open', []] as const

/** Opens the live console of a running lab in the browser (LAB-03). */
export const consoleCommand: Command = {
  name: 'console',
  summary: "open a running lab's live console in the browser",
  synopsis: '[--lab LAB | --at URL] [--print]',
  options,
  notes: ['The address holds what admits; whoever has it can do all that the lab’s owner can.'],
  examples: ['understudy console', 'understudy console --print'],
  run: async (args, { folder, out }) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    const address = addressOf(await labOfOptions(line, folder))
    out(`${address}\n`)
    if (!line.flags.has('print')) openInBrowser(address)
    return exitCodes.ok
  },
}

function addressOf(lab: RunningLab): string {
  if (lab.kind === 'remote') {
    const { console: port } = lab.told.doors
    if (port === undefined)
      throw new CommandError(`the lab ${lab.name} has no console: a Swarm publishes none`)
    return addressAt(port, consoleTokenOf(lab.token))
  }
  const address = consoleAddress(lab.folder, lab.record)
  if (address === undefined)
    throw new CommandError(`the lab ${lab.name} has no console; why: understudy logs supervisor`)
  return address
}

/** Where there is no browser, the printed address has to do. */
function openInBrowser(address: string): void {
  const [program, args] = openers[process.platform] ?? byDesktop
  const browser = spawn(program, [...args, address], { stdio: 'ignore', detached: true })
  browser.on('error', () => {})
  browser.unref()
}
