import { lossyLog, lossyLogOptions } from '@understudy/lab-channel'
import type { EventBody } from '@understudy/shared'
import { destination, type Logger, pino } from 'pino'

export interface LogOptions {
  readonly appliance: string
  readonly level: string
  /** undefined = standard error. */
  readonly file: string | undefined
}

/** The process's log, JSON lines. Standard output is only for the `ready` line. */
export function openLog(options: LogOptions): Logger {
  const { appliance, level, file } = options
  const target = file === undefined ? 2 : file
  return pino(
    { level, base: { appliance } },
    lossyLog(destination({ dest: target, mkdir: true, mode: 0o600, ...lossyLogOptions })),
  )
}

/** Logs an event of the catalogue as a line; it holds nothing secret (SEC-01). */
export function logEvent(log: Logger, event: EventBody, labMs: number): void {
  const { name, ...fields } = event
  const line = { event: name, labMs, ...fields }
  if (name === 'alert') log.warn(line)
  else log.info(line)
}
