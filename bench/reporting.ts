import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiQuery } from './lib/api-query.ts'
import { BenchAppliance } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * One report of all stored sessions (API-07): how fast it streams, what the daemon's memory grows by, and how long other
 * requests wait meanwhile. Then readers that stop after the first bytes
 * and leave, again and again: what they cost, and whether it lasts.
 */
const sessions = Number(process.argv[2] ?? 100_000)
const limits = { mibPerSecond: 30, growthMiB: 64, lastingMiB: 16, p99Ms: 100 }
const idleReaders = 20
const rounds = 20

const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
try {
  printHead('reporting', 'none')
  const query = await apiQuery(a, ['use-reporting-api'])
  for (let left = sessions; left > 0; left -= 50_000)
    await a.do('load-sample-data', {
      ...{ sessions: Math.min(left, 50_000), recordings: 0, recordingBytes: 1 },
      seed: `bench-${left}`,
    })
  const url = `https://127.0.0.1:${a.port}/api/reporting?${query}&generate_report=SupportSession&end_time=0&duration=0`
  await read(`${url}&limit=1`, (bytes) => bytes < 1_000_000)
  const restMiB = a.startPeak()
  const cpuMs = a.cpuMs()
  const startedAt = performance.now()
  let isOver = false
  const reading = read(url, () => true).then((bytes) => {
    isOver = true
    return bytes
  })
  const waits: number[] = []
  while (!isOver) {
    const askedAt = performance.now()
    await a.do('list-settings')
    waits.push(performance.now() - askedAt)
    await new Promise((go) => setTimeout(go, 5))
  }
  const mib = (await reading) / 2 ** 20
  const seconds = (performance.now() - startedAt) / 1_000
  const cpuSeconds = (a.cpuMs() - cpuMs) / 1_000
  const p99 = waits.sort((one, other) => one - other)[Math.floor(waits.length * 0.99)] ?? 0
  figure(`${sessions} sessions, ${mib.toFixed(0)} MiB`, mib / seconds, 'MiB/s', limits.mibPerSecond)
  console.log(`  the daemon was busy for ${cpuSeconds.toFixed(1)} of ${seconds.toFixed(1)} s`)
  figure('memory grows by', a.peakMiB() - restMiB, 'MiB', limits.growthMiB, 'at most')
  figure('p99 of other requests meanwhile', p99, 'ms', limits.p99Ms, 'at most')

  const before = a.startPeak()
  const peaks: number[] = []
  for (let round = 0; round < 2 * rounds; round++) {
    const stopped = await Promise.all(Array.from({ length: idleReaders }, () => open(url)))
    for (let i = 0; i < 3; i++) await a.do('list-settings')
    peaks.push(a.peakMiB())
    for (const response of stopped) response.destroy()
  }
  const taken = (peaks[0] ?? 0) - before
  figure(`${idleReaders} readers that stop take`, taken, 'MiB', limits.growthMiB, 'at most')
  // The first make room: garbage is collected when it is worth it.
  const lasting = (peaks.at(-1) ?? 0) - (peaks[rounds - 1] ?? 0)
  const many = rounds * idleReaders
  figure(`after ${many} have left, ${many} more add`, lasting, 'MiB', limits.lastingMiB, 'at most')
} finally {
  await a.stop()
  rmSync(folder, { recursive: true })
}

function figure(name: string, value: number, unit: string, limit: number, kind = 'at least'): void {
  const met = kind === 'at least' ? value >= limit : value <= limit
  printFigure({ name, value, unit, limit: `${kind} ${limit}`, met })
}

/** Reads an answer while `goesOn` holds of its length; how many bytes that were. */
function read(url: string, goesOn: (bytes: number) => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false, agent: false }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (!goesOn(bytes)) response.destroy()
      })
      response.on('close', () => resolve(bytes))
    }).on('error', reject)
  })
}

/** An answer of which only the beginning is read. */
function open(url: string): Promise<{ destroy(): void }> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false, agent: false }, (response) => {
      response.once('data', () => {
        response.pause()
        resolve(response)
      })
    }).on('error', reject)
  })
}
