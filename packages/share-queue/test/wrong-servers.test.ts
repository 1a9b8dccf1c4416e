import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  missingServer,
  RealServer,
  type RealServerOptions,
} from '@understudy/share-queue/real-server'
import t, { type Test } from 'tap'
import { connect, type QueueAddress } from '../src/connection.ts'

const skip = missingServer()
/** What waiting mends is waited for no longer than this. */
const withinMs = 1_000

/** Why nobody is let in there, and after how many milliseconds that was said. */
async function refusalOf(address: QueueAddress): Promise<{ why: string; afterMs: number }> {
  const startedMs = performance.now()
  const why = await connect(address, undefined, withinMs).then(
    (redis) => {
      redis.disconnect()
      return 'it was let in'
    },
    ({ message }: Error) => message,
  )
  return { why, afterMs: performance.now() - startedMs }
}

async function started(t: Test, options: RealServerOptions): Promise<RealServer> {
  const server = await RealServer.start(options)
  t.teardown(() => server.stop())
  return server
}

t.test('LAB-05: an HTTP server is no queue, and is told at once', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const { port } = server.address() as AddressInfo
  const url = `redis://127.0.0.1:${port}`
  const { why, afterMs } = await refusalOf({ url, password: null })
  t.match(why, `queue ${url}: expected a Redis or Valkey that lets us in`)
  t.match(why, 'an HTTP server answers there')
  t.ok(afterMs < withinMs, 'without waiting')
})

t.test('LAB-05: where nobody listens, that is told when the time is over', async (t) => {
  const { why } = await refusalOf({ url: 'redis://127.0.0.1:1', password: null })
  t.match(why, /within 1 s: .*ECONNREFUSED/)
})

t.test('SEC-01: a password and a server have to belong together', { skip }, async (t) => {
  const open = await started(t, { hasPassword: false })
  await open.ask('ping')
  const given = await refusalOf({ url: open.url, password: 'secret7' })
  t.match(given.why, 'a password was given, but it asks nobody for one')
  t.notMatch(given.why, 'secret7')
  t.match((await refusalOf({ url: open.url, password: null })).why, 'it was let in')

  const guarded = await started(t, {})
  await guarded.ask('ping')
  t.match(
    (await refusalOf({ url: guarded.url, password: null })).why,
    'it asks for a password, and none was given',
  )
  const wrong = await refusalOf({ url: guarded.url, password: 'secret7' })
  t.match(wrong.why, 'the password is another')
  t.notMatch(wrong.why, 'secret7')
  t.match((await refusalOf(guarded.address)).why, 'it was let in')
})

t.test('LAB-05: a copy that cannot be written to names its primary', { skip }, async (t) => {
  const copy = await started(t, { config: ['replicaof 127.0.0.1 1'] })
  await copy.ask('ping').catch(() => undefined)
  const { why, afterMs } = await refusalOf(copy.address)
  t.match(why, 'it is a copy that cannot be written to; its primary is 127.0.0.1:1')
  t.ok(afterMs < withinMs, 'without waiting')
})

t.test('LAB-05: a server that loads its file is waited for, and says so', { skip }, async (t) => {
  const server = await started(t, {})
  const keys = Array.from({ length: 2_000 }, (_, i) => [`key-${i}`, 'x'.repeat(64)]).flat()
  await server.ask('mset', ...keys)
  await server.ask('bgrewriteaof')
  while (/aof_rewrite_in_progress:1/.test(String(await server.ask('info', 'persistence'))));
  await server.restart(['key-load-delay 2000', 'loading-process-events-interval-bytes 1024'])
  t.match((await refusalOf(server.address)).why, 'it still loads its file')
  const redis = await connect(server.address)
  t.equal(await redis.get('key-7'), 'x'.repeat(64), 'whoever waits is let in')
  redis.disconnect()
})

t.test(
  'SEC-01: TLS to a server without it, none to one with it, an unknown authority',
  { skip },
  async (t) => {
    const folder = t.testdir()
    const file = (name: string): string => join(folder, name)
    execFileSync(
      'openssl',
      [
        ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=localhost'.split(
          ' ',
        ),
        ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', file('key'), '-out', file('cert')],
      ],
      { stdio: 'ignore' },
    )
    const plain = await started(t, {})
    await plain.ask('ping')
    const overTls = (url: string): string => url.replace('redis:', 'rediss:')
    const { why } = await refusalOf({ ...plain.address, url: overTls(plain.url) })
    t.match(why, 'it speaks no TLS (redis://)')

    const port = new URL(plain.url).port
    await plain.restart([
      'port 0',
      `tls-port ${port}`,
      `tls-cert-file ${file('cert')}`,
      `tls-key-file ${file('key')}`,
      'tls-auth-clients no',
    ])
    await plain.ask('ping')
    t.match((await refusalOf(plain.address)).why, 'it speaks TLS (rediss://)')
    const untrusted = await refusalOf({ ...plain.address, url: overTls(plain.url) })
    t.match(untrusted.why, 'its certificate is not trusted here')
    t.ok(untrusted.afterMs < withinMs, 'without waiting')
  },
)
