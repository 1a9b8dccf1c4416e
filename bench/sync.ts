import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * First sync of 1,000,000 records of 1 KB, beside what SQLite alone inserts in the same run; then with
 * 1 % changed, then with nothing changed. `node bench/dist/sync.js [records]`
 */
const records = Number(process.argv[2] ?? 1_000_000)
const seed = 'bench-sync'
printHead('sync', seed)
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
const b = await BenchAppliance.start('b', folder)
try {
  const sample = { recordings: 0, recordingBytes: 1, sessionBytes: 1_000 }
  await a.do('load-sample-data', { ...sample, sessions: records, seed })
  await pair(a, b)
  const firstMs = await timeSync(b)
  await a.do('load-sample-data', { ...sample, sessions: records / 100, seed: `${seed}-2` })
  const changedMs = await timeSync(b)
  const unchangedMs = await timeSync(b)
  const sqlite = sqliteRowsPerSecond(Math.min(records, 300_000))
  const ours = (records / firstMs) * 1000
  const half = sqlite / 2
  printFigure({
    name: `first sync of ${records} records`,
    value: ours,
    unit: 'records/s',
    limit: `half of SQLite alone, ${half.toFixed(0)}`,
    met: ours >= half,
  })
  const peak = Math.max(a.peakMiB(), b.peakMiB())
  printFigure({
    name: 'peak memory of either process',
    value: peak,
    unit: 'MiB',
    limit: '300',
    met: peak < 300,
  })
  printFigure({
    name: '1 % changed',
    value: changedMs,
    unit: 'ms',
    limit: `a thirtieth, ${(firstMs / 30).toFixed(0)}`,
    met: changedMs < firstMs / 30,
  })
  printFigure({
    name: 'nothing changed',
    value: unchangedMs,
    unit: 'ms',
    limit: '50',
    met: unchangedMs < 50,
  })
} finally {
  await Promise.all([a.stop(), b.stop()])
  rmSync(folder, { recursive: true })
}

/** What SQLite alone inserts: the same fields and index, WAL, synchronous=FULL, 1,000 a transaction. */
function sqliteRowsPerSecond(rows: number): number {
  const db = new Sqlite(join(folder, 'alone.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`CREATE TABLE sessions (seq INTEGER PRIMARY KEY, lsid TEXT NOT NULL, lseq INTEGER NOT NULL,
    external_key TEXT NOT NULL, started_ms INTEGER NOT NULL, ended_ms INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE INDEX sessions_by_lsid ON sessions (lsid);`)
  const insert = db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)')
  const body = 'x'.repeat(900)
  const batch = db.transaction((from: number) => {
    for (let i = from; i < from + 1_000; i++) {
      const lsid = `013ac8d7${String(i).padStart(24, '0')}`
      insert.run(
        i,
        lsid,
        i,
        `bench-sync-sample-${i}`,
        1_351_980_000_000 + i,
        1_351_980_600_000 + i,
        body,
      )
    }
  })
  const startedAt = performance.now()
  for (let from = 0; from < rows; from += 1_000) batch(from)
  const seconds = (performance.now() - startedAt) / 1000
  db.close()
  return rows / seconds
}
