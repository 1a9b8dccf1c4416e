import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryOf, printMemory } from './lib/memory-curve.ts'
import { printHead } from './lib/print.ts'

/*
 * The report of a rehearsal of three million events: one of `labs/default.yaml` whose long pause between two windows is made longer, in
 * its events, by the sessions of as many days as it takes. The most memory that `report` had, and how it grew.
 * `node bench/dist/three-million-events.js [events]`
 */
const count = Number(process.argv[2] ?? 3_000_000)
const limitMiB = 512
const seed = '1'
printHead('three-million-events', seed)
const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
try {
  const lab = ['--lab', 'default', '--seed', seed]
  await memoryOf(['rehearse', 'asynchronous', '--world', 'virtual', ...lab, '--out', out], [0])
  const events = lengthen(join(out, 'events.ndjson'))
  printMemory(
    `the report of ${events} events`,
    limitMiB,
    await memoryOf(['report', out], [0, 1, 2]),
  )
} finally {
  rmSync(out, { recursive: true })
}

interface Told {
  readonly name: string
  readonly atMs: number
  readonly source: string
  readonly externalKey?: string
  readonly lsid?: string
}

/** Plays what was told between the first window's end and the second one's beginning again and again, each time of other sessions. */
function lengthen(file: string): number {
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Told]))
  const from = events.findIndex(({ name }) => name === 'window-ended')
  const to = events.findIndex(({ name }, at) => at > from && name === 'window-started')
  const [before, pause, after] = [events.slice(0, from), events.slice(from, to), events.slice(to)]
  const times = Math.ceil((count - events.length) / (pause.length - 1))
  const spanMs = (after[0]?.atMs ?? 0) - (pause[0]?.atMs ?? 0)
  const open = openSync(file, 'w')
  let written = 0
  const write = (some: readonly Told[], time: number): void => {
    written += some.length
    writeFileSync(open, some.map((one) => `${JSON.stringify(later(one, time, spanMs))}\n`).join(''))
  }
  write(before, 0)
  write(pause, 0)
  for (let time = 1; time <= times; time++) write(pause.slice(1), time)
  write(after, times)
  closeSync(open)
  return written
}

/** As many pauses later, and of another session. */
function later(event: Told, time: number, spanMs: number): object {
  const moved = Object.entries(event).map(([name, value]) =>
    name.endsWith('Ms') && typeof value === 'number' && value > 1e12
      ? [name, value + time * spanMs]
      : [name, value],
  )
  if (time === 0 || event.externalKey === undefined) return Object.fromEntries(moved)
  const session = { externalKey: `${event.externalKey}/${time}`, lsid: `${event.lsid}/${time}` }
  return { ...Object.fromEntries(moved), ...session }
}
