import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const tailBytes = 16 * 1024

/** Why a process says it ended: the last complaint of its log, one line. */
export function lastWords(logFile: string): string {
  const lines = tailOf(logFile)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  for (const line of lines.reverse()) {
    const complaint = complaintOf(line)
    if (complaint !== undefined) return complaint
  }
  return lines.find((line) => !line.startsWith('{')) ?? 'it said nothing'
}

interface LogEntry {
  readonly level?: number
  readonly msg?: string
  readonly error?: unknown
  readonly err?: { readonly message?: string }
}

/** The programs' own last line, a log line of level error or worse, or the first line of an uncaught error. */
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

function tailOf(file: string): string {
  try {
    const handle = openSync(file, 'r')
    try {
      const { size } = fstatSync(handle)
      const bytes = Buffer.alloc(Math.min(size, tailBytes))
      readSync(handle, bytes, 0, bytes.length, size - bytes.length)
      return bytes.toString('utf8')
    } finally {
      closeSync(handle)
    }
  } catch {
    return ''
  }
}
