import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchAppliance } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What a load balancer waits for at `/check_health` (API-03) while others store sessions. The answer
 * closes its connection, as the product's does; the handshake before it is not counted.
 */
const count = Number(process.argv[2] ?? 500)
const limitMs = 5

const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
try {
  printHead('check-health', 'none')
  let isOver = false
  const others = (async () => {
    for (let i = 0; !isOver; i++) {
      const sample = { sessions: 5, recordings: 0, recordingBytes: 1, seed: `s-${i}` }
      await a.do('load-sample-data', sample)
      await new Promise((go) => setTimeout(go, 20))
    }
  })()
  for (let i = 0; i < 50; i++) await probe()
  const waits: number[] = []
  for (let i = 0; i < count; i++) waits.push(await probe())
  isOver = true
  await others
  const sorted = waits.sort((one, other) => one - other)
  const p99 = sorted[Math.floor(count * 0.99)] ?? 0
  printFigure({
    name: `p99 of ${count} probes, from the request on`,
    value: p99,
    unit: 'ms',
    limit: `at most ${limitMs}`,
    met: p99 <= limitMs,
  })
} finally {
  await a.stop()
  rmSync(folder, { recursive: true })
}

/** From the finished handshake to the end of the answer, in milliseconds. */
function probe(): Promise<number> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false })
    let askedAt = 0
    const asked = get(
      `https://127.0.0.1:${a.port}/check_health`,
      { rejectUnauthorized: false, agent },
      (response) => {
        response.resume()
        response.on('end', () => resolve(performance.now() - askedAt))
      },
    )
    asked.on('socket', (socket) => {
      socket.once('secureConnect', () => {
        askedAt = performance.now()
      })
    })
    asked.on('error', reject)
  })
}
