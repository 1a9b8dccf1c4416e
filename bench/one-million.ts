import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryOf, printMemory } from './lib/memory-curve.ts'
import { printHead } from './lib/print.ts'

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
  printMemory(
    `a virtual rehearsal with ${sessions} stored sessions`,
    limitMiB,
    await memoryOf(args, [0]),
  )
} finally {
  rmSync(out, { recursive: true })
}
