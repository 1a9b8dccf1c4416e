import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { RealServer } from '@understudy/share-queue/real-server'
import type { ApplianceStatus } from '@understudy/shared'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { median, printFigure, printHead } from './lib/print.ts'

/*
 * One record more in a pair that is in sync: from Sync Now on B until B says that both agree, which it says when the record is on its
 * disk. Beside it, in turn, a Redis with a replica, both of which write each change to their disks: SET of as many bytes, then WAIT for
 * the replica. Ours is asked and seen through the website's port: what an answer alone costs there is told as well.
 * `node bench/dist/one-record.js [records]`
 */
const rounds = Number(process.argv[2] ?? 300)
const aimMs = 1
const seed = 'bench-one-record'
const recordBytes = 1_000
printHead('one-record', seed)
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const [a, b] = [await BenchAppliance.start('a', folder), await BenchAppliance.start('b', folder)]
const servers: RealServer[] = []
try {
  const sample = { sessions: 1, recordings: 0, recordingBytes: 1, sessionBytes: recordBytes }
  await a.do('load-sample-data', { ...sample, sessions: 1_000, seed })
  await pair(a, b)
  await timeSync(b)
  const redis = await redisPair()
  const [ours, answers, theirs]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    await a.do('load-sample-data', { ...sample, seed: `${seed}-${round}` })
    ours.push(await untilSynced())
    answers.push(await timeOf(() => b.do('status')))
    theirs.push(await timeOf(() => redis.set(`record-${round}`, 'x'.repeat(recordBytes))))
  }
  redis.close()
  printFigure({
    name: `one record replicated and acknowledged, p50 of ${rounds}`,
    value: median(ours),
    unit: 'ms',
    limit: `${aimMs}; Redis SET and WAIT ${median(theirs).toFixed(2)}`,
    met: median(ours) <= aimMs,
  })
  const load = loadavg()[0]?.toFixed(1)
  console.log(`    an answer alone, p50: ${median(answers).toFixed(2)} ms; load ${load}`)
} finally {
  for (const server of servers) await server.stop()
  await Promise.all([a.stop(), b.stop()])
  rmSync(folder, { recursive: true })
}

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}

/** Sync Now on B until it has ended, asked again and again without a pause. */
async function untilSynced(): Promise<number> {
  const before = (await b.do<ApplianceStatus>('status')).sync.lastFinishedAtMs
  return timeOf(async () => {
    await b.do('sync-now')
    for (;;) {
      const { sync } = await b.do<ApplianceStatus>('status')
      if (sync.state === 'idle' && sync.lastFinishedAtMs !== before) return
    }
  })
}

/** A Redis and its replica, whose every write waits for its file. */
async function redisPair() {
  const primary = await startRedis()
  const [host, port] = [primary.url.split(':')[1]?.slice(2), primary.url.split(':')[2]]
  const replica = await startRedis(`replicaof ${host} ${port}`)
  await reach(Number(replica.url.split(':')[2])).then((socket) => socket.destroy())
  const socket = await reach(Number(port))
  // The first one waits for the replica's copy of everything.
  while ((await say(socket, 'WAIT', '1', '1000')) !== ':1');
  return {
    set: async (key: string, value: string): Promise<void> => {
      await say(socket, 'SET', key, value)
      const answer = await say(socket, 'WAIT', '1', '1000')
      if (answer !== ':1') throw new Error(`expected one replica, found ${answer}`)
    },
    close: () => socket.destroy(),
  }
}

async function startRedis(...config: readonly string[]): Promise<RealServer> {
  const server = await RealServer.start({ config, hasPassword: false })
  servers.push(server)
  return server
}

/** Tries until it listens. */
async function reach(port: number): Promise<Socket> {
  for (let tries = 0; tries < 500; tries++) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const error = await Promise.race([
      once(socket, 'connect').then(() => null),
      once(socket, 'error').then(([reason]) => reason as Error),
    ]).catch((reason: Error) => reason)
    if (error === null) return socket
    await new Promise((go) => setTimeout(go, 20))
  }
  throw new Error('the Redis has not come up: expected redis-server on the PATH')
}

/** One command and the line it is answered with. */
async function say(socket: Socket, ...words: readonly string[]): Promise<string> {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')
  socket.write(`*${words.length}\r\n${parts}`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  return data.toString().trim()
}
