import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileErrorOf } from '../../files/file-error.ts'
import { LabError } from '../lab-error.ts'
import { endOfLog, lastWords } from './last-words.ts'

/** Real time. A process that has not said that it is ready by then is killed. */
const startTimeoutMs = 60_000

/** What still starts may not listen to its lifeline, and has promised nothing: it is not waited for long. */
const startingGraceMs = 2_000

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

type Said = Readonly<Record<string, unknown>>

/** One process of a lab. It ends when this process ends, whatever ends this one. */
export interface Child {
  readonly name: string
  readonly pid: number
  /** What its ready line says. Rejects with LabError when it ends before, or says nothing for a minute. */
  readonly ready: Promise<Said>
  /** Resolves, with the reason as a sentence, when the process is gone. */
  readonly ended: Promise<string>
  /** Asks it to end and waits; after `graceMs`, sooner while it starts, it is killed. Idempotent. */
  readonly stop: (graceMs: number) => Promise<void>
  readonly kill: () => void
}

/**
 * Starts a program whose standard input is a lifeline: it stops when that closes, and the kernel
 * closes it when this process dies. A session of its own keeps Ctrl-C of the terminal from it, so
 * that the rehearsal can be brought to an orderly end first.
 */
export function startChild(options: ChildOptions): Child {
  const { name, logFile } = options
  const log = openLog(logFile)
  // What is there already was said by others, who ran before.
  const logStart = fstatSync(log).size
  const process_ = spawn(process.execPath, [options.program, options.configFile], {
    env: environment(),
    stdio: ['pipe', 'pipe', log],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  closeSync(log)
  const { stdin, stdout } = process_
  if (stdin === null || stdout === null) throw new LabError(`${name} has no pipes`)
  stdin.on('error', () => {}) // a lifeline whose other end is gone has done its work

  const ended = new Promise<string>((resolve) => {
    process_.on('error', (error) => resolve(`${name} could not be started: ${error.message}`))
    process_.on('exit', (code, signal) => {
      const how = signal === null ? `exit code ${code}` : signal
      resolve(`${name} ended (${how}): ${lastWords(logFile, logStart)}`)
    })
  })
  const kill = (): void => void process_.kill('SIGKILL')
  let starting = true
  const ready = readyLine(stdout, ended, (late) => {
    kill()
    late(
      `${name} did not get ready within ${startTimeoutMs / 1_000} s; ${endOfLog(logFile, logStart)}`,
    )
  })
  ready.then(
    () => {
      starting = false
    },
    () => {}, // told to whoever waits for it; nobody has to
  )

  return {
    name,
    pid: process_.pid ?? -1,
    ready,
    ended,
    kill,
    stop: async (graceMs) => {
      stdin.end()
      const timer = setTimeout(kill, starting ? Math.min(graceMs, startingGraceMs) : graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Programs of a lab trust the lab's authority alone; to read others costs each of them 40 ms of its start. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env
  return rest
}

function openLog(file: string): number {
  try {
    return openSync(file, 'a', 0o600)
  } catch (error) {
    throw new LabError(`cannot write ${file}: ${fileErrorOf(error)}`)
  }
}

/** Resolves with what the first ready line says; rejects with LabError at the process's end, or when it is late. */
function readyLine(
  stdout: Readable,
  ended: Promise<string>,
  onLate: (fail: (reason: string) => void) => void,
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new LabError(reason))
    const timer = setTimeout(() => onLate(fail), startTimeoutMs)
    createInterface({ input: stdout }).on('line', (line) => {
      const said = readyLineOf(line)
      if (said === undefined) return
      clearTimeout(timer)
      resolve(said)
    })
    void ended.then((reason) => {
      clearTimeout(timer)
      fail(reason)
    })
  })
}

function readyLineOf(line: string): Said | undefined {
  try {
    const said = JSON.parse(line) as Record<string, unknown> | null
    return said?.['ready'] === true ? said : undefined
  } catch {
    return undefined
  }
}
