import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryOf } from './lib/memory-curve.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * A lab with a million stored sessions is prepared, rehearsed and reported in the virtual world: the most memory that the command had,
 * and how it grew.
 * `node bench/dist/one-million.js [sessions]`
 */
const sessions = Number(process.argv[2] ?? 1_000_000)
const limitMiB = 1_024
const seed = '1'
printHead('one-million', seed)
const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
try {
  const lab = ['--lab', 'default', '--seed', seed, '--set', `data.sessions=${sessions}`]
  const args = ['rehearse', 'asynchronous', '--world', 'virtual', ...lab, '--out', out]
  const { peakMiB, curveMiB, seconds } = await memoryOf(args, [0])
  printFigure({
    name: `a virtual rehearsal with ${sessions} stored sessions, the most memory`,
    value: peakMiB,
    unit: 'MiB',
    limit: `< ${limitMiB}`,
    met: peakMiB < limitMiB,
  })
  console.log(`    ${seconds.toFixed(0)} s; MiB at each tenth of it: ${curveMiB.join(', ')}`)
} finally {
  rmSync(out, { recursive: true })
}
