import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { LabError } from './lab-error.ts'
import type { LabFolder } from './lab-folder.ts'
import { lastWords } from './last-words.ts'

/** Starts a lab's supervisor as a process of its own, which outlives this one, and waits until the lab runs. */
export async function startSupervisor(folder: LabFolder): Promise<void> {
  const logFile = folder.logFile('supervisor')
  const log = openSync(logFile, 'w', 0o600)
  const main = fileURLToPath(new URL('../main.js', import.meta.url))
  const supervisor = spawn(process.execPath, [main, 'lab-supervisor', folder.path], {
    stdio: ['ignore', 'pipe', log],
    detached: true,
    windowsHide: true,
  })
  closeSync(log)
  const { stdout } = supervisor
  if (stdout === null) throw new LabError('the supervisor has no pipe')
  const lines = createInterface({ input: stdout })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => line === 'ready' && resolve())
    supervisor.on('error', (error) => reject(new LabError(error.message)))
    supervisor.on('exit', () => reject(new LabError(lastWords(logFile))))
  })
  lines.close()
  stdout.destroy()
  supervisor.unref()
}
