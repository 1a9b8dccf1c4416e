import { randomBytes } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Analysis, type TracesData, tracesOf } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import { fileErrorOf } from '../files/file-error.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import type { Terminal } from '../usage/terminal.ts'

export const tracesOption = {
  otlp: {
    value: 'URL|FILE',
    help: 'leave the rehearsal as an OpenTelemetry trace: at an OTLP endpoint, or as a line in a file',
  },
} as const

/** Real time. */
const withinMs = 10_000

/**
 * Leaves the trace of a rehearsal (LAB-04), in OTLP's JSON encoding: POST to an endpoint (`/v1/traces` is its default path), or a line
 * in a file, as OpenTelemetry's file exporter writes it. Returns the exit code: that of the report, or that it could not be left.
 */
export async function leaveTraces(
  to: string | undefined,
  { report }: Pick<Analysis, 'report'>,
  events: Iterable<LabEvent>,
  { folder, err }: Pick<Terminal, 'folder' | 'err'>,
  code: number,
): Promise<number> {
  if (to === undefined) return code
  const facts = {
    traceId: randomBytes(16).toString('hex'),
    startedAtMs: Date.now() - report.wallTimeMs,
  }
  const traces = tracesOf(events, report, facts)
  const problem = isUrl(to) ? await send(to, traces) : append(resolve(folder, to), traces)
  if (problem === undefined) return code
  err(`understudy: the trace could not be left at ${to}: ${problem}\n`)
  return code === exitCodes.ok ? exitCodes.notWritten : code
}

const isUrl = (to: string): boolean => /^https?:\/\//i.test(to)

/** Why not, as a sentence. */
async function send(to: string, traces: TracesData): Promise<string | undefined> {
  const url = new URL(to)
  if (url.pathname === '/') url.pathname = '/v1/traces'
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headersGiven(), 'content-type': 'application/json' },
      body: JSON.stringify(traces),
      signal: AbortSignal.timeout(withinMs),
    })
    return answer.ok ? undefined : `it answered ${answer.status}`
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    return cause?.code ?? message
  }
}

/** `name=value,name=value`, as every OpenTelemetry exporter reads it: a secret stays out of the command line (SEC-01). */
const headersGiven = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (process.env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '').split(',').flatMap((one) => {
      const at = one.indexOf('=')
      return at < 1 ? [] : [[one.slice(0, at).trim(), decodeURIComponent(one.slice(at + 1).trim())]]
    }),
  )

function append(file: string, traces: TracesData): string | undefined {
  try {
    appendFileSync(file, `${JSON.stringify(traces)}\n`)
    return undefined
  } catch (error) {
    return fileErrorOf(error)
  }
}
