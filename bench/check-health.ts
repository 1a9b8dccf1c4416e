import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { BenchLab } from './lib/lab.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What a load balancer waits for at `/check_health` (API-03) while the default lab's population is at work in real time, and
 * while somebody stores 250 sessions a second as well; that figure is shown, not judged. The answer closes its connection,
 * as the product's does; the handshake before it is not counted.
 */
const count = Number(process.argv[2] ?? 500)
const limitMs = 5
const sample = { sessions: 5, recordings: 0, recordingBytes: 1 }
const everyMs = 20

const file = fileURLToPath(new URL('../../labs/default.yaml', import.meta.url))
const lab = BenchLab.up(`${readFileSync(file, 'utf8')}\nclock: realtime\n`)
try {
  printHead('check-health', 'none')
  const port = lab.portOf('a')
  for (let i = 0; i < 50; i++) await probe(port)
  const p99 = await p99Of(port)
  printFigure({
    name: `p99 of ${count} probes, from the request on`,
    value: p99,
    unit: 'ms',
    limit: `at most ${limitMs}`,
    met: p99 <= limitMs,
  })
  let isOver = false
  const others = (async () => {
    for (let i = 0; !isOver; i++) {
      await lab.do('a', 'load-sample-data', { ...sample, seed: `s-${i}` })
      await new Promise((go) => setTimeout(go, everyMs))
    }
  })()
  const busy = await p99Of(port)
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
}

async function p99Of(port: number): Promise<number> {
  const waits: number[] = []
  for (let i = 0; i < count; i++) waits.push(await probe(port))
  return waits.sort((one, other) => one - other)[Math.floor(count * 0.99)] ?? 0
}

/** From the request on a connection that both ends have made to the end of the answer, in milliseconds. */
function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
    let askedAt = 0
    // A ticket shows that the server, too, is done with the handshake (RFC 8446 4.6.1).
    socket.once('session', () => {
      askedAt = performance.now()
      socket.write('GET /check_health HTTP/1.1\r\nHost: support.example.com\r\n\r\n')
    })
    socket.resume()
    socket.on('end', () => resolve(performance.now() - askedAt))
    socket.on('error', reject)
  })
}
