import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { powerLostExitCode } from '@understudy/lab-channel'
import { fileErrorOf } from '../../files/file-error.ts'
import { LabError } from '../lab-error.ts'
import { endOfLog, lastWords } from './last-words.ts'

/** Real time. A process that is not ready by then is killed. */
const startTimeoutMs = 60_000

/** A process still starting may not listen to its lifeline yet and has promised nothing: the wait for it is short. */
const startingGraceMs = 2_000

export interface ChildOptions {
  /** Its name for people: "appliance a". */
  readonly name: string
  /** The program's main module. */
  readonly program: string
  /** Its only argument. */
  readonly configFile: string
  /** What it writes to standard error is appended here. */
  readonly logFile: string
  /** It may take long to be ready: it waits for power. */
  readonly isPatient?: boolean
}

type Said = Readonly<Record<string, unknown>>

/** One process of a lab. It ends when this process ends, whatever ends this one. */
export interface Child {
  readonly name: string
  readonly pid: number
  /** What its ready line says. Rejects with LabError if the process ends before, or says nothing for a minute. */
  readonly ready: Promise<Said>
  /** Resolves when the process is gone, with the reason as a sentence. */
  readonly ended: Promise<string>
  /** Whether it ended because its host lost power (NET-12); known once it has ended. */
  readonly lostPower: () => boolean
  /** Asks it to end and waits; it is killed after `graceMs`, sooner while it is starting. Idempotent. */
  readonly stop: (graceMs: number) => Promise<void>
  readonly kill: () => void
}

/**
 * Starts a program whose standard input is a lifeline: the program stops when that closes, and the kernel closes it
 * when this process dies. A session of its own shields it from the terminal's Ctrl-C, so that the rehearsal can first
 * be brought to an orderly end.
 */
export function startChild(options: ChildOptions): Child {
  const { name, logFile } = options
  const log = openLog(logFile)
  // What is already there was written by earlier processes.
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

  let lostPower = false
  const ended = new Promise<string>((resolve) => {
    process_.on('error', (error) => resolve(`${name} could not be started: ${error.message}`))
    process_.on('exit', (code, signal) => {
      lostPower = code === powerLostExitCode
      const how = signal === null ? `exit code ${code}` : signal
      resolve(`${name} ended (${how}): ${lastWords(logFile, logStart)}`)
    })
  })
  const kill = (): void => void process_.kill('SIGKILL')
  let starting = true
  const ready = readyLine(stdout, ended, options.isPatient === true, (late) => {
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
    lostPower: () => lostPower,
    kill,
    stop: async (graceMs) => {
      stdin.end()
      const timer = setTimeout(kill, starting ? Math.min(graceMs, startingGraceMs) : graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Programs of a lab trust only the lab's authority; reading others costs each of them 40 ms at start. */
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

/** Resolves with what the first ready line says; rejects with LabError when the process ends, or when it is late. */
function readyLine(
  stdout: Readable,
  ended: Promise<string>,
  isPatient: boolean,
  onLate: (fail: (reason: string) => void) => void,
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new LabError(reason))
    const timer = isPatient ? undefined : setTimeout(() => onLate(fail), startTimeoutMs)
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
