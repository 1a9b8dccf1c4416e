import { openConsole } from '../console/open-console.ts'
import { LabError } from '../lab/lab-error.ts'
import { supervise } from '../lab/start/supervisor.ts'
import type { Command } from '../usage/command.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { wordsOf } from '../usage/values.ts'

/** What `up` leaves running: the process that owns the lab's processes. */
export const labSupervisor: Command = {
  name: 'lab-supervisor',
  summary: 'own the processes of a lab (started by up)',
  synopsis: '<folder>',
  options: {},
  examples: [],
  hidden: true,
  run: async (args, terminal) => {
    const [path = ''] = wordsOf(parseOptions(args, {}).words, ['folder'])
    return superviseLab(path, terminal)
  },
}

async function superviseLab(path: string, terminal: Terminal): Promise<number> {
  const { out, err, onStop } = terminal
  try {
    await supervise(path, {
      onReady: () => out('ready\n'),
      openConsole: (lab) => openConsole(lab, terminal.folder),
      onStop,
      log: (line) => err(`${line}\n`),
    })
    return exitCodes.ok
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    // The form lastWords() looks for in the log.
    err(`error: ${error.message}\n`)
    return exitCodes.failed
  }
}
