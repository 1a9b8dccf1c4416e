import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clientChannelPath } from '@understudy/shared'
import { WebSocket } from 'ws'
import { BenchAppliance } from './lib/appliance.ts'
import { printHead } from './lib/print.ts'

/*
 * What a daemon spends on each thing that clients ask of it: the virtual appliance's service times
 * (packages/simulator/src/world/service-times.ts). Counted is the process's own time on a processor, user's and
 * kernel's, so that other work on the machine does not change it much; Linux only.
 */
const count = Number(process.argv[2] ?? 100)
const rounds = 6
/** What the kernel counts in: a hundredth of a second (USER_HZ). */
const tickMs = 10
/** A daemon's update where no lab says otherwise. */
const packageBytes = 262_144

const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
const url = `127.0.0.1:${a.port}`
const tls = { rejectUnauthorized: false, minVersion: 'TLSv1.3' } as const
let names = 0
try {
  printHead('service-times', 'none')
  for (const key of ['concurrent-upgrades-max', 'connection-rate-max'])
    await a.do('set-setting', { key: `jump-clients.${key}`, value: 'off' })
  // What only the first ones cost is no service time.
  for (let i = 0; i < 100; i++) (await connected()).terminate()
  await measure('a connection: TLS 1.3 and the WebSocket', count, async () => {
    ;(await opened()).terminate()
  })
  await measure('a connection and its hello', count, async () => {
    ;(await connected()).terminate()
  })
  const one = await connected('console')
  await measure('a request for the lists', 20 * count, () => asked(one))
  one.terminate()
  await measure('a request for the page, on a connection of its own', count, page)
  await measure('an update of 256 KiB, with its connection', Math.ceil(count / 3), updated)
} finally {
  await a.stop()
  rmSync(folder, { recursive: true })
}

/** The least of several rounds: what else the machine does makes a processor slower, never quicker. */
async function measure(name: string, times: number, once: () => Promise<void>): Promise<void> {
  let leastUs = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = cpuMs()
    for (let i = 0; i < times; i++) await once()
    leastUs = Math.min(leastUs, ((cpuMs() - before) * 1_000) / times)
  }
  console.log(`  ${name}: ${leastUs.toFixed(0)} µs (the least of ${rounds} rounds of ${times})`)
}

/** User's and system's time of the daemon (proc(5), fields 14 and 15 of stat). */
function cpuMs(): number {
  const stat = readFileSync(`/proc/${a.process.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

async function opened(): Promise<WebSocket> {
  const socket = new WebSocket(`wss://${url}${clientChannelPath}`, {
    ...tls,
    perMessageDeflate: false,
    maxPayload: 64 * 1024 * 1024,
  })
  await once(socket, 'open')
  return socket
}

async function connected(kind = 'jump-client', version = '11.1.0'): Promise<WebSocket> {
  const socket = await opened()
  names += 1
  const mode = kind === 'jump-client' ? { mode: 'passive' } : {}
  socket.send(JSON.stringify({ type: 'hello', kind, name: `pc-${names % 50}`, version, ...mode }))
  const [said] = await once(socket, 'message')
  const expected = version === '11.1.0' ? 'welcome' : 'upgrade'
  if (!String(said).includes(expected)) throw new Error(`expected a ${expected}, found ${said}`)
  return socket
}

async function asked(socket: WebSocket): Promise<void> {
  socket.send('{"type":"refresh"}')
  await once(socket, 'message')
}

function page(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(`https://${url}/`, { ...tls, agent: false }, (response) => {
      response.resume().on('end', resolve)
    })
    request.on('error', reject)
  })
}

/** Of a client of the version before: its update comes instead of a welcome, in pieces. */
async function updated(): Promise<void> {
  const socket = await opened()
  let gotBytes = 0
  const whole = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) gotBytes += data.length
      if (gotBytes >= packageBytes) resolve()
    })
  })
  names += 1
  const name = `old-${names % 50}`
  socket.send(
    JSON.stringify({
      type: 'hello',
      kind: 'jump-client',
      name,
      version: '10.6.1',
      mode: 'passive',
    }),
  )
  await whole
  socket.terminate()
}
