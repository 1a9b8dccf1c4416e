import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * A backup with the whole logged history, with and without a passphrase: how fast it is written and how much memory that
 * takes; then restored on a fresh box, beside a first sync of the same records in the same run.
 * `node bench/dist/backup.js [records]`
 */
const records = Number(process.argv[2] ?? 100_000)
const seed = 'bench-backup'
const passphrase = 'a passphrase for the bench'
const mib = 1024 * 1024
printHead('backup', seed)
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
try {
  const sample = { recordings: 0, recordingBytes: 1, sessionBytes: 1_000 }
  await a.do('load-sample-data', { ...sample, sessions: records, seed })
  // What loading has left behind is not the backup's.
  await write({})
  let growth = 0
  for (const secret of [{}, { passphrase }]) {
    const { ms, bytes, grownMiB } = await write(secret)
    growth = Math.max(growth, grownMiB)
    printFigure({
      name: `backup of ${records} records, ${'passphrase' in secret ? 'encrypted' : 'in clear'}`,
      value: bytes / mib / (ms / 1000),
      unit: 'MiB/s',
      limit: '100',
      met: bytes / mib / (ms / 1000) >= 100,
    })
  }
  const sourceFile = await a.do<{ file: string }>('download-backup', { loggedHistory: true })
  const path = join(folder, 'backup')
  const before = a.startPeak()
  await a.download(sourceFile.file, createWriteStream(path))
  growth = Math.max(growth, a.peakMiB() - before)
  printFigure({
    name: 'memory growth, writing and sending',
    value: growth,
    unit: 'MiB',
    limit: '64',
    met: growth < 64,
  })
  const restored = await restore(path)
  const synced = await firstSync()
  printFigure({
    name: 'restore on a fresh box',
    value: restored.recordsPerSecond,
    unit: 'records/s',
    limit: `half of first sync, ${(synced / 2).toFixed(0)}`,
    met: restored.recordsPerSecond >= synced / 2,
  })
  printFigure({
    name: 'memory growth, taking in and restoring',
    value: restored.grownMiB,
    unit: 'MiB',
    limit: 'none set',
    met: true,
  })
} finally {
  await a.stop()
  rmSync(folder, { recursive: true })
}

async function write(secret: object): Promise<{ ms: number; bytes: number; grownMiB: number }> {
  const before = a.startPeak()
  const startedMs = performance.now()
  const made = await a.do<{ sizeBytes: number }>('download-backup', {
    loggedHistory: true,
    ...secret,
  })
  const ms = performance.now() - startedMs
  return { ms, bytes: made.sizeBytes, grownMiB: a.peakMiB() - before }
}

async function restore(path: string): Promise<{ recordsPerSecond: number; grownMiB: number }> {
  const b = await BenchAppliance.start('b', join(folder, 'restored'))
  try {
    const before = b.startPeak()
    const file = await b.upload(createReadStream(path), statSync(path).size)
    const startedMs = performance.now()
    await b.do('upload-backup', { file })
    const seconds = (performance.now() - startedMs) / 1000
    return { recordsPerSecond: records / seconds, grownMiB: b.peakMiB() - before }
  } finally {
    await b.stop()
  }
}

async function firstSync(): Promise<number> {
  const b = await BenchAppliance.start('b', join(folder, 'synced'))
  try {
    await pair(a, b)
    return (records / (await timeSync(b))) * 1000
  } finally {
    await b.stop()
  }
}
