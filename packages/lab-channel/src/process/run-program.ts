import { writeSync } from 'node:fs'
import type { ReadMeasures } from '../metrics/measure.ts'
import { openMetricsDoor } from '../metrics/metrics-door.ts'
import { type PlaceName, placeOf } from '../places/place.ts'
import { watchLifeline } from './lifeline.ts'
import { StartFailure } from './start-failure.ts'

/** A program that takes one argument, runs until it is asked to end, and has one way to fail. */
export interface Program<Config extends ProgramConfig> {
  /** What the argument is. Default: the configuration file (JSON). */
  readonly argument?: string
  /** Throws {@link StartFailure} if the argument is wrong. */
  readonly readConfig: (argument: string) => Config
  /** Resolves when the program is ready. `fail` ends it at once, then or later. */
  readonly start: (config: Config, fail: (error: unknown) => void) => Promise<RunningProgram>
  /** A failure as text for standard error. Default: `error: ` and the sentence, or the stack of an unexpected error. */
  readonly failureLine?: (error: unknown) => string
}

export interface ProgramConfig {
  /** Whether the end of standard input ends the program. */
  readonly lifeline?: boolean
}

export interface RunningProgram {
  /** What the ready line says besides `"ready":true`. */
  readonly ready: Readonly<Record<string, unknown>>
  /** A clean stop. Called once. */
  readonly stop: (reason: string) => void | Promise<void>
  /** What it tells Prometheus besides what Node.js says; left out: it has no door for that (LAB-04). */
  readonly metrics?: { readonly place: PlaceName | undefined; readonly read: ReadMeasures }
}

/** A clean stop that hangs is no better than a crash, and stored data survives both. */
const stopTimeoutMs = 5_000

/**
 * Runs a program of a lab as this process (LAB-01). Prints one JSON line on standard output when it is ready. On
 * failure prints the reason on standard error and exits with 3 for wrong usage and bad files, 1 for everything else.
 * Stops cleanly, with 0, on SIGTERM, SIGINT and the end of its lifeline; if it is still starting, at once.
 */
export async function runProgram<Config extends ProgramConfig>(
  program: Program<Config>,
): Promise<void> {
  const { failureLine = plainLine } = program
  const fail = (error: unknown): void => {
    tell(failureLine(error))
    process.exit(error instanceof StartFailure ? error.exitCode : 1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  try {
    await start(program, fail)
  } catch (error) {
    fail(error)
  }
}

/** On a full disk the reason is lost. */
function tell(line: string): void {
  try {
    writeSync(2, `${line}\n`)
  } catch {}
}

async function start<Config extends ProgramConfig>(
  program: Program<Config>,
  fail: (error: unknown) => void,
): Promise<void> {
  const config = program.readConfig(onlyArgument(program.argument))
  let running: RunningProgram | undefined
  watchLifeline(config.lifeline === true, (reason) => {
    // Nothing was promised before the ready line.
    if (running === undefined) process.exit(0)
    setTimeout(() => process.exit(1), stopTimeoutMs).unref()
    stopped(running, reason).then(() => process.exit(0), fail)
  })
  running = await program.start(config, fail)
  const ready = { ready: true, ...running.ready, ...(await metricsDoorOf(running)) }
  writeSync(1, `${JSON.stringify(ready)}\n`)
}

/** Nothing depends on it: a process that finds no port for it goes on without. */
async function metricsDoorOf({ metrics }: RunningProgram): Promise<{ metricsPort?: number }> {
  if (metrics === undefined) return {}
  try {
    const { port } = await openMetricsDoor(placeOf(metrics.place), metrics.read)
    return { metricsPort: port }
  } catch {
    return {}
  }
}

async function stopped(running: RunningProgram, reason: string): Promise<void> {
  await running.stop(reason)
}

function onlyArgument(what = 'the configuration file (JSON)'): string {
  const [argument, ...more] = process.argv.slice(2)
  if (argument !== undefined && more.length === 0) return argument
  const found = argument === undefined ? 'none' : `${more.length + 1}`
  throw new StartFailure(3, `Expected one argument, ${what}, found ${found}.`)
}

/** The form in which the process's starter looks for the reason at the end of its log. */
function plainLine(error: unknown): string {
  if (error instanceof StartFailure) return `error: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
