import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '@understudy/report'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * The asynchronous rehearsal of labs/default.yaml in both worlds, from built code: the rehearsal itself
 * (wallTimeMs of its report: in the real world from the first process's start on), and the whole
 * command, which also loads its modules and writes the report.
 */
const seed = '1'
printHead('rehearsal', seed)
const command = fileURLToPath(
  new URL('../../packages/cluster-cli/dist/src/main.js', import.meta.url),
)
for (const [world, limitMs, aimMs] of [
  ['virtual', 1_000, 300],
  ['real', 15_000, 5_000],
] as const) {
  const runs = Array.from({ length: 3 }, () => rehearse(world))
  const ms = median(runs.map((run) => run.wallTimeMs))
  printFigure({
    name: `asynchronous, ${world} world, median of 3`,
    value: ms,
    unit: 'ms',
    limit: `${limitMs}, aim ${aimMs}`,
    met: ms < limitMs,
  })
  console.log(`    the whole command: ${median(runs.map((run) => run.commandMs)).toFixed(0)} ms`)
}

function rehearse(world: string): { wallTimeMs: number; commandMs: number } {
  const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const args = ['rehearse', 'asynchronous', '--world', world, '--seed', seed, '--out', out]
  const startedAt = performance.now()
  const run = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })
  const commandMs = performance.now() - startedAt
  if (run.status !== 0) throw new Error(`the rehearsal ended with ${run.status}: ${run.stderr}`)
  const { wallTimeMs } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  rmSync(out, { recursive: true })
  return { wallTimeMs, commandMs }
}
