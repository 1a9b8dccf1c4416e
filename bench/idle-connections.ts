import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { clientChannelPath } from '@understudy/shared'
import { WebSocket } from 'ws'
import { BenchAppliance } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * How much memory an idle client connection costs in the appliance: so many consoles' worth of real TLS
 * connections, each logged in as an active Jump Client; resident memory before and after, garbage collected.
 */
const count = Number(process.argv[2] ?? 5_000)
const dialsAtOnce = 100
const limitKiB = 80

const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
// What was garbage is none of a connection's memory.
const collect = 'data:text/javascript,setInterval(gc, 500).unref()'
const a = await BenchAppliance.start('a', folder, {
  nodeArguments: ['--expose-gc', '--import', collect],
})
const sockets: WebSocket[] = []
try {
  printHead('idle-connections', 'none')
  for (const key of ['concurrent-upgrades-max', 'connection-rate-max'])
    await a.do('set-setting', { key: `jump-clients.${key}`, value: 'off' })
  // What the first connections bring with them is no cost of each.
  await connectAll(dialsAtOnce)
  const before = await settledKiB()
  const startedAt = performance.now()
  await connectAll(count)
  const tookMs = performance.now() - startedAt
  const after = await settledKiB()
  const each = (after - before) / count
  printFigure({
    name: `memory of each of ${count} idle client connections`,
    value: each,
    unit: 'KiB',
    limit: `< ${limitKiB}`,
    met: each < limitKiB,
  })
  console.log(
    `  logged in at ${Math.round(count / (tookMs / 1_000))} a second; ${Math.round(after / 1024)} MiB in all`,
  )
} finally {
  for (const socket of sockets) socket.terminate()
  await a.stop()
  rmSync(folder, { recursive: true })
}

async function connectAll(connections: number): Promise<void> {
  const secureContext = createSecureContext({ minVersion: 'TLSv1.3' })
  for (let done = 0; done < connections; done += dialsAtOnce)
    await Promise.all(
      Array.from({ length: Math.min(dialsAtOnce, connections - done) }, () =>
        connect({ secureContext, rejectUnauthorized: false }),
      ),
    )
}

function connect(options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://127.0.0.1:${a.port}${clientChannelPath}`, {
      ...options,
      perMessageDeflate: false,
    })
    const name = `pc-${sockets.push(socket)}`
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'hello', kind: 'jump-client', name, version: '11.1.0' })),
    )
    socket.once('message', (data) => {
      if (String(data).includes('welcome')) resolve()
      else reject(new Error(`expected a welcome, found ${data}`))
    })
    socket.on('error', reject)
  })
}

/** Resident memory when nothing more is collected. */
async function settledKiB(): Promise<number> {
  let last = Number.POSITIVE_INFINITY
  for (;;) {
    await new Promise((go) => setTimeout(go, 2_000))
    const status = readFileSync(`/proc/${a.process.pid}/status`, 'utf8')
    const now = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
    if (Math.abs(now - last) < 256) return now
    last = now
  }
}
