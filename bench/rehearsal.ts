import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printFigure, printHead } from './lib/print.ts'

/* The asynchronous rehearsal of labs/default.yaml as a whole process, in both worlds, from built code. */
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
  const ms = median(runs)
  printFigure({
    name: `asynchronous, ${world} world, median of 3`,
    value: ms,
    unit: 'ms',
    limit: `${limitMs}, aim ${aimMs}`,
    met: ms < limitMs,
  })
}

function rehearse(world: string): number {
  const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const startedAt = performance.now()
  const run = spawnSync(
    process.execPath,
    [command, 'rehearse', 'asynchronous', '--world', world, '--seed', seed, '--out', out],
    { encoding: 'utf8' },
  )
  const ms = performance.now() - startedAt
  rmSync(out, { recursive: true })
  if (run.status !== 0) throw new Error(`the rehearsal ended with ${run.status}: ${run.stderr}`)
  return ms
}
