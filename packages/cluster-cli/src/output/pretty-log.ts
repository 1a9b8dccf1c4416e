/** Pino's levels, as people say them. */
const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}
const bold = '\u001B[1m'
const quiet = '\u001B[2m'
const alarming = '\u001B[31m'
const plain = '\u001B[0m'
/** What says the same in every line of a process. */
const leftOut: readonly string[] = ['level', 'time', 'pid', 'hostname', 'name', 'msg', 'event']

/**
 * A line of a process's log as people read it at a terminal: when, how grave, what, and the rest by name. Values stay as JSON has
 * them, so that nothing in a log steers the terminal. What is no line of pino's is returned as it is.
 */
export function prettyLine(line: string): string {
  const entry = entryOf(line)
  if (entry === undefined) return line
  const { level, time, msg, event } = entry
  const word = levels[Number(level)] ?? String(level)
  const at = new Date(Number(time)).toISOString().slice(11, 23)
  const rest = Object.entries(entry)
    .filter(([name]) => !leftOut.includes(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const mark = Number(level) >= 40 ? alarming : bold
  const what = JSON.stringify(msg ?? event ?? '').slice(1, -1)
  return `${quiet}${at}${plain} ${mark}${word.padEnd(5)}${plain} ${what} ${quiet}${rest.join(' ')}${plain}`
}

function entryOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read !== 'object' || read === null) return undefined
    const entry = read as Readonly<Record<string, unknown>>
    return Number.isFinite(entry['level']) && isMoment(entry['time']) ? entry : undefined
  } catch {
    return undefined
  }
}

const isMoment = (value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15
