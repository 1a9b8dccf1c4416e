import { readFileSync } from 'node:fs'
import { openStore } from '@understudy/appliance-store'
import { checkRunbook, type Runbook } from '@understudy/rehearsal'
import {
  createRandom,
  type Fault,
  type LabFile,
  resolveLab,
  type TimedFault,
} from '@understudy/shared'
import { runVirtual } from '@understudy/simulator'
import { parse } from 'yaml'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What a timetable of faults costs a virtual rehearsal: labs/default.yaml with 64 offices, without faults and with
 * as many as a timetable holds, at first on the paths of one office alone and then on everybody's. A fault costs
 * its own beginning, its turns and its end, and nothing of what it does not concern.
 * `node bench/dist/faults.js [count]`
 */
const seed = 'bench-faults'
const count = Number(process.argv[2] ?? 1_000)
const officeCount = 64
printHead('faults', seed)
const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const file = read('labs/default.yaml') as LabFile
const runbook = read('runbooks/asynchronous.yaml') as Runbook
if (checkRunbook(runbook).length > 0) throw new Error('the runbook does not fit its schema')

play([])
const free = play([])
const offices = Array.from({ length: officeCount }, (_, index) => `office-${index + 1}`)
for (const [name, hosts, lastsMaxSeconds, limit] of [
  ['on the paths of one office, hundreds at a time', offices.slice(-1), 3_600, 3],
  ['on the paths of each office in turn', offices, 3_600, 2],
  ['on the paths of all offices, a few at a time', ['clients'], 60, 2],
] as const) {
  const faulty = play(faultsOn(hosts, lastsMaxSeconds))
  const share = faulty.microsecondsPerStep / free.microsecondsPerStep
  printFigure({
    name: `${count} faults ${name}: ${faulty.seconds.toFixed(2)} s and ${faulty.steps} steps; without ${free.seconds.toFixed(2)} s and ${free.steps}`,
    value: share,
    unit: 'times the time of a step',
    limit: String(limit),
    met: share <= limit,
  })
}

function play(faults: readonly TimedFault[]) {
  const network = {
    ...file.network,
    offices: [{ count: officeCount, resolver: 'honour' as const }],
    faults: [...faults],
  }
  const lab = resolveLab({ ...file, network, data: { sessions: 200 } })
  const plan = {
    runbook,
    lab,
    world: 'virtual',
    seed,
    preSharedKey: 'a key for the benchmarks 7391',
  }
  const startedAt = performance.now()
  const { steps } = runVirtual(
    { ...plan, world: 'virtual' },
    { openStore: () => openStore(':memory:') },
  )
  const seconds = (performance.now() - startedAt) / 1_000
  return { seconds, steps, microsecondsPerStep: (seconds * 1_000_000) / steps }
}

/** Of all kinds that hurt nobody for long, in the first three hours. */
function faultsOn(hosts: readonly string[], lastsMaxSeconds: number): readonly TimedFault[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const path = {
      from: hosts[index % hosts.length] ?? '*',
      to: index % 2 === 0 ? 'a' : 'b',
      name: `fault-${index}`,
    }
    const at = `${random.integer(1, 10_800)}s`
    const kinds: readonly Fault[] = [
      { kind: 'latency', ...path, latencyMs: 20, jitterMs: 5 },
      { kind: 'flapping', ...path, upMs: 30_000, downMs: 500 },
      { kind: 'slicer', ...path, averageBytes: 1_000 },
      { kind: 'partition', ...path },
    ]
    const fault = kinds[index % kinds.length] as Fault
    const lasts = fault.kind === 'partition' ? 2 : random.integer(10, lastsMaxSeconds)
    return { at, for: `${lasts}s`, fault }
  })
}
