import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { programOf } from './lib/builds.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * How long `understudy compare` takes: both procedures on labs/default.yaml, so many seeds each, a job a processor. Threads compile
 * and warm up first, so that few seeds cost more each than many: the limit is that of 200.
 * `node bench/dist/compare.js [seeds]`
 */
const seeds = Number(process.argv[2] ?? 200)
printHead('compare', `1 to ${seeds}`)
const limitSeconds = 120
const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const startedAt = performance.now()
const run = spawnSync(
  process.execPath,
  [programOf('bundles', 'understudy'), 'compare', '--seeds', `${seeds}`, '--out', out],
  { encoding: 'utf8' },
)
const seconds = (performance.now() - startedAt) / 1_000
rmSync(out, { recursive: true })
if (run.status !== 0) throw new Error(`the comparison ended with ${run.status}: ${run.stderr}`)
const eachMs = (seconds * 1_000 * cpus().length) / (2 * seeds)
console.log(`    at most ${eachMs.toFixed(0)} ms of a processor for each rehearsal`)
printFigure({
  name: `${2 * seeds} rehearsals`,
  value: seconds,
  unit: 's',
  limit: `${limitSeconds} for 200 seeds`,
  met: seconds <= (limitSeconds * seeds) / 200,
})
