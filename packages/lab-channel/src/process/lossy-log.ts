/** Bytes that may wait while the log cannot be written; more are lost. */
const waitingBytesMax = 4 * 1024 * 1024

/** Options for a log's destination: written before the next line of code runs, bounded in memory. */
export const lossyLogOptions = { sync: true, maxLength: waitingBytesMax } as const

/** On a full disk the log is lost but the process goes on: no process should die over a log line. */
export function lossyLog<T extends { on(event: 'error', listener: () => void): unknown }>(
  destination: T,
): T {
  destination.on('error', () => {})
  return destination
}
