import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { LabError } from './lab-error.ts'
import { lastWords } from './last-words.ts'

export interface ChildOptions {
  /** As people know it: "appliance a". */
  readonly name: string
  /** The program's main module. */
  readonly program: string
  /** Its only argument. */
  readonly configFile: string
  /** What it writes to standard error is appended here. */
  readonly logFile: string
}

/** One process of a lab. It ends when this process ends, whatever ends this one. */
export interface Child {
  readonly name: string
  readonly pid: number
  /** What its ready line says. Rejects with LabError when it ends before. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>
  /** Resolves, with the reason as a sentence, when the process is gone. */
  readonly ended: Promise<string>
  /** Asks it to end and waits; after `graceMs` it is killed. Idempotent. */
  readonly stop: (graceMs: number) => Promise<void>
  readonly kill: () => void
}

/**
 * Starts a program whose standard input is a lifeline: it stops when that closes, and the kernel
 * closes it when this process dies. A session of its own keeps Ctrl-C of the terminal from it, so
 * that the rehearsal can be brought to an orderly end first.
 */
export function startChild(options: ChildOptions): Child {
  const log = openSync(options.logFile, 'a', 0o600)
  const process_ = spawn(process.execPath, [options.program, options.configFile], {
    stdio: ['pipe', 'pipe', log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  closeSync(log)
  const { stdin, stdout } = process_
  if (stdin === null || stdout === null) throw new LabError(`${options.name} has no pipes`)
  stdin.on('error', () => {}) // a lifeline whose other end is gone has done its work

  const ended = new Promise<string>((resolve) => {
    process_.on('error', (error) =>
      resolve(`${options.name} could not be started: ${error.message}`),
    )
    process_.on('exit', (code, signal) => {
      const how = signal === null ? `exit code ${code}` : signal
      resolve(`${options.name} ended (${how}): ${lastWords(options.logFile)}`)
    })
  })
  const ready = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const said = readyLineOf(line)
      if (said !== undefined) resolve(said)
    })
    void ended.then((reason) => reject(new LabError(reason)))
  })
  ready.catch(() => {}) // told to whoever waits for it; nobody has to

  return {
    name: options.name,
    pid: process_.pid ?? -1,
    ready,
    ended,
    kill: () => void process_.kill('SIGKILL'),
    stop: async (graceMs) => {
      stdin.end()
      const timer = setTimeout(() => process_.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

function readyLineOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said = JSON.parse(line) as Record<string, unknown> | null
    return said?.['ready'] === true ? said : undefined
  } catch {
    return undefined
  }
}
