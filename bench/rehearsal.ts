import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import { type Build, programOf } from './lib/builds.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * The asynchronous rehearsal of labs/default.yaml in both worlds, from built code: the rehearsal itself
 * (wallTimeMs of its report: in the real world from the first process's start on), and the whole
 * command, which also loads its modules and writes the report. As bundles, which users run, and as modules, by turns.
 */
const seed = '1'
printHead('rehearsal', seed)
for (const [world, limitMs, aimMs] of [
  ['virtual', 1_000, 300],
  ['real', 15_000, 5_000],
] as const) {
  const turns = Array.from({ length: 3 }, () => ({
    bundles: rehearse(world, 'bundles'),
    modules: rehearse(world, 'modules'),
  }))
  const ms = median(turns.map(({ bundles }) => bundles.wallTimeMs))
  printFigure({
    name: `asynchronous, ${world} world, median of 3`,
    value: ms,
    unit: 'ms',
    limit: `${limitMs}, aim ${aimMs}`,
    met: ms < limitMs,
  })
  const whole = median(turns.map(({ bundles }) => bundles.commandMs)).toFixed(0)
  const unbundled = median(turns.map(({ modules }) => modules.wallTimeMs)).toFixed(0)
  const wholeUnbundled = median(turns.map(({ modules }) => modules.commandMs)).toFixed(0)
  console.log(`    the whole command: ${whole} ms`)
  console.log(`    unbundled: ${unbundled} ms, the whole command ${wholeUnbundled} ms`)
}

function rehearse(world: string, build: Build): { wallTimeMs: number; commandMs: number } {
  const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const args = ['rehearse', 'asynchronous', '--world', world, '--seed', seed, '--out', out]
  const startedAt = performance.now()
  const run = spawnSync(process.execPath, [programOf(build, 'understudy'), ...args], {
    encoding: 'utf8',
  })
  const commandMs = performance.now() - startedAt
  if (run.status !== 0) throw new Error(`the rehearsal ended with ${run.status}: ${run.stderr}`)
  const { wallTimeMs } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  rmSync(out, { recursive: true })
  return { wallTimeMs, commandMs }
}
