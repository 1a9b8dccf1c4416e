import { readFileSync } from 'node:fs'
import { openStore } from '@understudy/appliance-store'
import { checkRunbook, type Runbook } from '@understudy/rehearsal'
import { type LabFile, resolveLab } from '@understudy/shared'
import { runVirtual } from '@understudy/simulator'
import { parse } from 'yaml'
import { printFigure, printHead } from './lib/print.ts'

/* Virtual hours a second: the two appliances of labs/default.yaml, a probe every second, 24 hours between the windows. */
const seed = 'bench-virtual'
printHead('virtual-hours', seed)
const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))
const file = read('labs/default.yaml') as LabFile
const lab = resolveLab({
  ...file,
  betweenWindowsMinutes: 24 * 60,
  clients: { ...file.clients, probeEveryMs: 1_000 },
})
const runbook = read('runbooks/asynchronous.yaml') as Runbook
if (checkRunbook(runbook).length > 0) throw new Error('the runbook does not fit its schema')
const startedAt = performance.now()
const { events } = runVirtual(
  { runbook, lab, world: 'virtual', seed, preSharedKey: 'a key for the benchmarks 7391' },
  { openStore: () => openStore(':memory:') },
)
const seconds = (performance.now() - startedAt) / 1000
const hours = ((events.at(-1)?.atMs ?? 0) - (events[0]?.atMs ?? 0)) / 3_600_000
printFigure({
  name: `${hours.toFixed(1)} virtual hours, ${events.length} events`,
  value: hours / seconds,
  unit: 'virtual hours/s',
  limit: '5, aim 50',
  met: hours / seconds >= 5,
})
