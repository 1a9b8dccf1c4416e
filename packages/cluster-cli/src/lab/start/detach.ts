import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { Terminal } from '../../usage/terminal.ts'
import { type LabFolder, tokenOf } from '../folder/lab-folder.ts'
import { readRecord } from '../folder/lab-record.ts'
import { LabError } from '../lab-error.ts'
import { lastWords } from '../processes/last-words.ts'
import { programs } from '../processes/programs.ts'
import { askSupervisor } from '../running/control.ts'
import { SupervisorSilent, silentSupervisor } from '../running/supervisor-silent.ts'

/** Real time: between two checks on a starting supervisor, and until it must have its record. */
const lookEveryMs = 5_000
const recordWithinMs = 60_000

/**
 * Starts a lab's supervisor as a separate process, which outlives this one, and waits until the lab runs. A request to
 * stop before that ends what has been started; a second one does so at once.
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
  const watch = new AbortController()
  await new Promise<void>((resolve, reject) => {
    void supervisorHangs(folder, supervisor.pid ?? 0, watch.signal).then((sentence) => {
      if (sentence !== undefined) reject(new LabError(sentence))
    })
    const why = (): string =>
      stoppedBy === undefined ? lastWords(logFile) : `the start was interrupted (${stoppedBy})`
    lines.on('line', (line) => line === 'ready' && stoppedBy === undefined && resolve())
    supervisor.on('error', (error) => reject(new LabError(error.message)))
    supervisor.on('exit', () => reject(new LabError(why())))
  }).finally(() => {
    watch.abort()
    forget()
  })
  lines.close()
  stdout.destroy()
  supervisor.unref()
}

/** Resolves with a sentence if the supervisor stops answering before its lab runs; with nothing if aborted. */
async function supervisorHangs(
  folder: LabFolder,
  pid: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const startedAtMs = performance.now()
  while (await passes(lookEveryMs, signal)) {
    const record = readRecord(folder.recordFile)
    if (record?.pid !== pid) {
      if (performance.now() - startedAtMs < recordWithinMs) continue
      return `the lab's supervisor (process ${pid}) has not begun within ${recordWithinMs / 1_000} s; end it with: kill -9 ${pid}`
    }
    try {
      await askSupervisor(record.controlPort, tokenOf(folder), 'ping')
    } catch (error) {
      if (error instanceof SupervisorSilent) return silentSupervisor(record.name, pid)
      throw error
    }
  }
  return undefined
}

/** False if aborted meanwhile. */
const passes = (ms: number, signal: AbortSignal): Promise<boolean> =>
  setTimeout(ms, true, { signal, ref: false }).catch(() => false)
