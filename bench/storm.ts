import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '@understudy/report'
import { printFigure, printHead } from './lib/print.ts'

/*
 * The reconnection storm (CLI-03): labs/storm.yaml, real processes and TLS, through an update of the
 * primary, with the product's throttles and without. What it does to people's work is how long the
 * consoles' requests take, in the worst minute. The figure without them is shown, not judged.
 */
const seed = '1'
const active = process.argv[2] ?? '5000'
const limitMs = 250
const timeoutMs = 1_800_000
const command = fileURLToPath(
  new URL('../../packages/cluster-cli/dist/src/main.js', import.meta.url),
)
const off = ['concurrentUpgradesMax', 'connectionRateMax'].flatMap((name) => [
  '--set',
  `clients.jumpClients.${name}=off`,
])

printHead('storm', seed)
for (const [name, options] of [
  ['throttled', []],
  ['not throttled', off],
] as const) {
  const { storm, requests } = rehearse(options)
  const p99Ms = requests?.worst.p99Ms ?? Number.NaN
  printFigure({
    name: `${active} Jump Clients, ${name}: p99 of requests in the worst minute`,
    value: p99Ms,
    unit: 'ms',
    limit: options.length === 0 ? `< ${limitMs}` : 'none, to compare',
    met: options.length > 0 || p99Ms < limitMs,
  })
  console.log(
    `    longest ${requests?.worst.maxMs} ms, ${requests?.failed} of ${requests?.count} failed; ` +
      `${storm?.attempts} attempts, ${storm?.peakPerSecond} a second at the peak, ${storm?.upgraded} upgraded`,
  )
}

function rehearse(options: readonly string[]): Report {
  const out = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
  const size = ['--set', `clients.jumpClients.active=${active}`]
  const args = ['rehearse', 'synchronous', '--lab', 'storm', '--seed', seed, '--out', out]
  const run = spawnSync(process.execPath, [command, ...args, ...size, ...options], {
    encoding: 'utf8',
    timeout: timeoutMs,
  })
  // A storm that does damage ends with a verdict that says so, which is what is measured here.
  if (run.status === null || run.status > 2)
    throw new Error(`the rehearsal ended with ${run.status ?? run.signal}: ${run.stderr}`)
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report
  rmSync(out, { recursive: true })
  return report
}
