import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { BenchLab } from './lib/lab.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What a load balancer waits for at `/check_health` (API-03) while the default lab's population is at work in real time, and
 * while somebody stores 250 sessions a second as well; that figure is shown, not judged. The answer closes its connection,
 * as the product's does; the handshake before it is not counted. Beside it, what a server that only says OK takes in the same
 * moments: the rest is this machine's.
 */
const count = Number(process.argv[2] ?? 500)
const limitMs = 5
const sample = { sessions: 5, recordings: 0, recordingBytes: 1 }
const everyMs = 20
const restMs = 20

const file = fileURLToPath(new URL('../../labs/default.yaml', import.meta.url))
const raw = await rawServer()
const lab = BenchLab.up(`${readFileSync(file, 'utf8')}\nclock: realtime\n`)
try {
  printHead('check-health', 'none')
  const port = lab.portOf('a')
  for (let i = 0; i < 50; i++) await probe(port)
  const [p99, least] = await p99Of(port, raw.port)
  printFigure({
    name: `p99 of ${count} probes, from the request on`,
    value: p99,
    unit: 'ms',
    limit: `at most ${limitMs}`,
    met: p99 <= limitMs,
  })
  printFigure({
    name: 'a server that only says OK, in between',
    value: least,
    unit: 'ms',
    limit: 'none, to compare',
    met: true,
  })
  let isOver = false
  const others = (async () => {
    for (let i = 0; !isOver; i++) {
      await lab.do('a', 'load-sample-data', { ...sample, seed: `s-${i}` })
      await new Promise((go) => setTimeout(go, everyMs))
    }
  })()
  const [busy] = await p99Of(port, raw.port)
  isOver = true
  await others
  printFigure({
    name: 'the same while sessions are stored as well',
    value: busy,
    unit: 'ms',
    limit: 'none, to compare',
    met: true,
  })
} finally {
  lab.down()
  raw.process.kill()
}

/** Of the one, and of the other, asked in turn. */
async function p99Of(port: number, other: number): Promise<readonly [number, number]> {
  const waits: (readonly [number, number])[] = []
  for (let i = 0; i < count; i++) waits.push([await probe(port), await probe(other)])
  const p99 = (which: 0 | 1): number =>
    waits.map((both) => both[which]).sort((x, y) => x - y)[Math.floor(count * 0.99)] ?? 0
  return [p99(0), p99(1)]
}

async function rawServer(): Promise<{ readonly port: number; readonly process: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./lib/raw-tls-server.js', import.meta.url))],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface({ input: child.stdout }))
    return { port: (JSON.parse(line) as { port: number }).port, process: child }
  throw new Error('the server to compare with did not start')
}

/** From the request on a connection that both ends have made to the end of the answer, in milliseconds. */
function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
    let askedAt = 0
    // The client's end is made before the server's: its part of the handshake is none of the answer.
    socket.once('secureConnect', () => setTimeout(ask, restMs))
    const ask = (): void => {
      askedAt = performance.now()
      socket.write('GET /check_health HTTP/1.1\r\nHost: support.example.com\r\n\r\n')
    }
    socket.resume()
    socket.on('end', () => resolve(performance.now() - askedAt))
    socket.on('error', reject)
  })
}
