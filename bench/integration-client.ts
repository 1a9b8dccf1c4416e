import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  checkHealth,
  eraOf,
  parametersOf,
  type Readings,
  reportOf,
} from '@understudy/appliance-api'
import {
  ExtractionDatabase,
  passwordCredentials,
  pullOnce,
  type SiteDoor,
} from '@understudy/integration-client'
import type { ReportedSession } from '@understudy/shared'
import { printFigure, printHead } from './lib/print.ts'

/*
 * The Integration Client pulls so many sessions with three events each into a database (IC-01). The documents are made before: what is
 * measured is parsing and storing. A PostgreSQL by URL, or SQLite in a folder of its own.
 */
const count = Number(process.argv[2] ?? 50_000)
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const url = process.argv[3] ?? join(folder, 'integration-client.db')
const limitPerS = 2_000

const startedAtMs = 1_350_000_000_000
const sessionOf = (i: number): ReportedSession => ({
  open: false,
  lsid: i.toString(16).padStart(32, '0'),
  lseq: i,
  externalKey: `key-${i}`,
  customer: 'Ana',
  representative: 'Rui',
  issue: 'It does not print',
  startedAtMs: startedAtMs + i * 1_000,
  endedAtMs: startedAtMs + i * 1_000 + 60_000,
  outcome: 'completed',
  reason: '',
  events: [[startedAtMs + i * 1_000 + 30_000, 'Chat Message', 'Is it switched on?']],
  recording: null,
})

const era = eraOf('12.2.0')
const readings: Readings = {
  nowMs: startedAtMs + 86_400_000,
  appliance: { guid: 'a'.repeat(32), hostname: 'a.example.com' },
  site: { hostname: 'support.example.com', version: '12.2.0', build: 12_200 },
  failover: { role: 'primary', enabledSharedAddresses: [], lastSync: null },
  isWell: true,
  problem: null,
}
const pages = [Array.from({ length: count }, (_, i) => sessionOf(i))]
const question = parametersOf('generate_report=SupportSession&end_time=0&duration=0')
const report = reportOf(era, question, readings, { sessions: () => pages })
const piecesOf = (parts: Iterable<string>): Buffer[] =>
  [...parts].filter((part) => part !== '').map((part) => Buffer.from(part))
const documents = {
  health: piecesOf(checkHealth(era, readings).parts),
  report: report.kind === 'document' ? piecesOf(report.parts) : [],
}
const door: SiteDoor = {
  ask: (path) =>
    Promise.resolve({
      status: 200,
      contentType: 'text/xml',
      body: Readable.from(path.startsWith('/api/command') ? documents.health : documents.report),
    }),
}

const database = await ExtractionDatabase.open(url, 'from-10.6', 'support.example.com')
try {
  printHead('integration-client', 'none')
  const beganAt = performance.now()
  const credentials = passwordCredentials('bench', 'none')
  const { signal } = new AbortController()
  const { added, failure } = await pullOnce({ door, database, credentials, signal })
  if (failure !== null) throw new Error(`${failure.code} ${failure.detail}`)
  const perS = added / ((performance.now() - beganAt) / 1_000)
  printFigure({
    name: `sessions a second into ${process.argv[3] === undefined ? 'SQLite' : 'PostgreSQL'}, of ${added}`,
    value: perS,
    unit: '/s',
    limit: `>= ${limitPerS}`,
    met: perS >= limitPerS,
  })
} finally {
  await database.close()
  rmSync(folder, { recursive: true })
}
