import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Terminal } from '../../usage/terminal.ts'
import type { LabFolder } from '../folder/lab-folder.ts'
import { LabError } from '../lab-error.ts'
import { lastWords } from '../processes/last-words.ts'
import { programs } from '../processes/programs.ts'

/**
 * Starts a lab's supervisor as a process of its own, which outlives this one, and waits until the lab
 * runs. A request to stop before then ends what has been started; a second one does it at once.
 */
export async function startSupervisor(
  folder: LabFolder,
  onStop: Terminal['onStop'],
): Promise<void> {
  const logFile = folder.logFile('supervisor')
  const log = openSync(logFile, 'w', 0o600)
  const supervisor = spawn(
    process.execPath,
    [programs.understudy(), 'lab-supervisor', folder.path],
    {
      stdio: ['ignore', 'pipe', log],
      detached: true,
      windowsHide: true,
    },
  )
  closeSync(log)
  const { stdout } = supervisor
  if (stdout === null) throw new LabError('the supervisor has no pipe')
  let stoppedBy: string | undefined
  const forget = onStop((signal) => {
    supervisor.kill(stoppedBy === undefined ? 'SIGTERM' : 'SIGKILL')
    stoppedBy ??= signal
  })
  const lines = createInterface({ input: stdout })
  await new Promise<void>((resolve, reject) => {
    const why = (): string =>
      stoppedBy === undefined ? lastWords(logFile) : `the start was interrupted (${stoppedBy})`
    lines.on('line', (line) => line === 'ready' && stoppedBy === undefined && resolve())
    supervisor.on('error', (error) => reject(new LabError(error.message)))
    supervisor.on('exit', () => reject(new LabError(why())))
  }).finally(forget)
  lines.close()
  stdout.destroy()
  supervisor.unref()
}
