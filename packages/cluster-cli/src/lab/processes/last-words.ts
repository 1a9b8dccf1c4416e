import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const tailBytes = 16 * 1024
/** At the end of a log. */
const linesMax = 3
const lineLengthMax = 200

/** Why a process says it ended: the last error in its log after that byte, on one line. */
export function lastWords(logFile: string, fromByte = 0): string {
  const lines = tailOf(logFile, fromByte)
  for (const line of lines.toReversed()) {
    const complaint = complaintOf(line)
    if (complaint !== undefined) return complaint
  }
  return lines.findLast((line) => !line.startsWith('{')) ?? 'it said nothing'
}

/** What a process did last, as far as its log shows after that byte: the end of the log, on one line. */
export function endOfLog(logFile: string, fromByte = 0): string {
  const said = tailOf(logFile, fromByte)
    .slice(-linesMax)
    .map((line) => saidIn(line).slice(0, lineLengthMax))
  return said.length === 0 ? 'its log is empty' : `its log ends: ${said.join(' | ')}`
}

interface LogEntry {
  readonly level?: number
  readonly msg?: string
  readonly error?: unknown
  readonly err?: { readonly message?: string }
}

/** The program's own last line, a log line of level error or worse, or the first line of an uncaught error. */
function complaintOf(line: string): string | undefined {
  if (!line.startsWith('{')) return /^(?:error: )?(\w*Error\b.*|(?<=error: ).*)$/.exec(line)?.[1]
  try {
    const entry = JSON.parse(line) as LogEntry
    if (typeof entry.error === 'string') return entry.error
    if ((entry.level ?? 0) < 50) return undefined
    const parts = [entry.msg, entry.err?.message].filter((part) => part !== undefined)
    return [...new Set(parts)].join(': ')
  } catch {
    return undefined
  }
}

function saidIn(line: string): string {
  try {
    const { msg } = JSON.parse(line) as LogEntry
    return typeof msg === 'string' ? msg : line
  } catch {
    return line
  }
}

function tailOf(file: string, fromByte: number): readonly string[] {
  return textOf(file, fromByte)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function textOf(file: string, fromByte: number): string {
  try {
    const handle = openSync(file, 'r')
    try {
      const { size } = fstatSync(handle)
      const bytes = Buffer.alloc(Math.min(Math.max(0, size - fromByte), tailBytes))
      readSync(handle, bytes, 0, bytes.length, size - bytes.length)
      return bytes.toString('utf8')
    } finally {
      closeSync(handle)
    }
  } catch {
    return ''
  }
}
