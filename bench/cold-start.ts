import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/* From nothing to two daemons in an established, synced relationship. Fresh data folders each time. */
printHead('cold-start', 'none')
const runs: number[] = []
for (let run = 0; run < 7; run++) {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const startedAt = performance.now()
  const [a, b] = await Promise.all([
    BenchAppliance.start('a', folder),
    BenchAppliance.start('b', folder),
  ])
  await pair(a, b)
  await timeSync(b)
  runs.push(performance.now() - startedAt)
  await Promise.all([a.stop(), b.stop()])
  rmSync(folder, { recursive: true })
}
const ms = median(runs)
printFigure({
  name: 'cold start to a synced relationship, median of 7',
  value: ms,
  unit: 'ms',
  limit: '1000, aim 500',
  met: ms < 1_000,
})
