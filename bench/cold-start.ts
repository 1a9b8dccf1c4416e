import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { type Build, programOf } from './lib/builds.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * From nothing to two daemons in an established, synced relationship. Fresh data folders each time; as bundles, which
 * users run, and as modules, by turns.
 */
printHead('cold-start', 'none')
const runs = { bundles: [] as number[], modules: [] as number[] }
for (let run = 0; run < 7; run++)
  for (const build of ['bundles', 'modules'] as const) runs[build].push(await coldStart(build))

const ms = median(runs.bundles)
printFigure({
  name: 'cold start to a synced relationship, median of 7',
  value: ms,
  unit: 'ms',
  limit: '1000, aim 500',
  met: ms < 1_000,
})
console.log(`    unbundled: ${median(runs.modules).toFixed(0)} ms`)

async function coldStart(build: Build): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const program = programOf(build, 'appliance')
  const startedAt = performance.now()
  const [a, b] = await Promise.all([
    BenchAppliance.start('a', folder, { program }),
    BenchAppliance.start('b', folder, { program }),
  ])
  await pair(a, b)
  await timeSync(b)
  const took = performance.now() - startedAt
  await Promise.all([a.stop(), b.stop()])
  rmSync(folder, { recursive: true })
  return took
}
