/** So much waits to be logged while it cannot be written; more is lost. Bytes. */
const waitingBytesMax = 4 * 1024 * 1024

/** How a log's destination is opened, beside where: written before the next line of code, bounded in memory. */
export const lossyLogOptions = { sync: true, maxLength: waitingBytesMax } as const

/** On a full disk the log is lost, and the process goes on: nobody shall die of a line that could not be written. */
export function lossyLog<T extends { on(event: 'error', listener: () => void): unknown }>(
  destination: T,
): T {
  destination.on('error', () => {})
  return destination
}
