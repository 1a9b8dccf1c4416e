import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { limits, type ServerMessage } from '@understudy/shared'
import t from 'tap'
import { WebSocket } from 'ws'
import { startDaemon } from '../../src/daemon.ts'
import { invoke } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'
import { packageAtHand } from '../support/package-at-hand.ts'

/** A client that says what it likes and remembers what it heard. */
class Client {
  readonly socket: WebSocket
  readonly closed: Promise<number>
  readonly #heard: ServerMessage[] = []
  #wake: () => void = () => undefined

  constructor(port: number) {
    this.socket = new WebSocket(`wss://127.0.0.1:${port}/channel`, { rejectUnauthorized: false })
    this.socket.on('message', (data, isBinary) => {
      if (isBinary) return
      this.#heard.push(JSON.parse(String(data)))
      this.#wake()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => this.socket.on('close', resolve))
  }

  async open(): Promise<this> {
    await new Promise((resolve) => this.socket.once('open', resolve))
    return this
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  async hear<T extends ServerMessage['type']>(
    type: T,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    for (;;) {
      const message = this.#heard.shift()
      if (message?.type === type) return message as Extract<ServerMessage, { type: T }>
      if (message === undefined)
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}

/** Says hello, and keeps all that comes until the other side is quiet: messages and counts of bytes. */
function frames(client: Client): (string | number)[] {
  const heard: (string | number)[] = []
  client.socket.on('message', (data: Buffer, isBinary) => {
    heard.push(isBinary ? data.length : JSON.parse(String(data)).type)
  })
  return heard
}

t.test('CLI-03: an update is announced, and its bytes follow in pieces', async (t) => {
  const packageBytes = 300_001
  const config = {
    ...standaloneConfig('a', t.testdir()),
    site: { licences: 1, starter: false, versionsMissedMax: 3, packageBytes },
  }
  const daemon = await startDaemon(config, (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const clients = await Promise.all(
    Array.from({ length: 20 }, () => new Client(daemon.port).open()),
  )
  const heard = clients.map(frames)
  const sum = (of: readonly (string | number)[]): number =>
    of.reduce<number>((bytes, frame) => bytes + (typeof frame === 'number' ? frame : 0), 0)
  const complete = clients.map(
    (client, i) =>
      new Promise<void>((resolve) => {
        client.socket.on('message', () => {
          if (sum(heard[i] ?? []) >= packageBytes) resolve()
        })
      }),
  )
  clients.forEach((client, i) => {
    client.say({ type: 'hello', kind: 'jump-client', name: `pc-${i}`, version: '11.1.0' })
  })
  await Promise.all(complete)
  const pieces = [65_536, 65_536, 65_536, 65_536, 37_857]
  for (const of of heard) t.same(of, ['upgrade', ...pieces])
})

t.test('UPD-06: during maintenance a client gets no channel, but the reason', async (t) => {
  const dataDir = t.testdir()
  const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const present = await new Client(daemon.port).open()
  present.say({ type: 'hello', kind: 'probe', name: 'p', version: '' })
  await present.hear('welcome')
  // Outside a lab there is no update server: the file is at hand.
  const file = packageAtHand('Base 4.0.0', { dataDir, guid: daemon.guid })
  t.match(await invoke(daemon.port, dataDir, 'upload-update', { file }), { ok: true })
  const input = { package: 'Base 4.0.0', acceptEula: true }
  t.match(await invoke(daemon.port, dataDir, 'install-update', input), { ok: true })
  t.match(await present.hear('closing'), { reason: 'maintenance' })
  t.equal(await present.closed, 1000)
  const { socket } = new Client(daemon.port)
  const response = await new Promise((resolve) =>
    socket.on('unexpected-response', (request, answer) => {
      request.destroy()
      resolve(answer)
    }),
  )
  t.match(response, {
    statusCode: 503,
    headers: { 'x-understudy-refusal': 'in-maintenance', connection: 'close' },
  })
})

t.test('CLI-07: the clients’ channel', async (t) => {
  const dataDir = t.testdir()
  const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const client = (): Promise<Client> => new Client(daemon.port).open()
  const login = async (kind: 'console' | 'customer', name: string): Promise<Client> => {
    const one = await client()
    one.say({ type: 'hello', kind, name, version: '12.2.0' })
    await one.hear('welcome')
    return one
  }

  await t.test(
    'SYN-06: a session is acknowledged when it and its recording are on disk',
    async (t) => {
      const console = await login('console', 'rep-1')
      const customer = await login('customer', 'customer-1')
      customer.say({ type: 'request-session', externalKey: 'k-1', customer: 'Ana', issue: 'slow' })
      const { lsid } = await console.hear('session-joined')
      console.say({ type: 'session-event', lsid, event: 'chat', body: 'Olá' })
      const content = randomBytes(100_000)
      console.say({ type: 'recording', lsid, sizeBytes: content.length })
      console.socket.send(content.subarray(0, 60_000))
      console.socket.send(content.subarray(60_000))
      // Not waiting for `recording-stored`: the order must hold.
      console.say({ type: 'end-session', lsid })
      await console.hear('recording-stored')
      t.match(await console.hear('session-recorded'), { lsid, externalKey: 'k-1' })
      const name = createHash('sha256').update(content).digest('hex')
      t.ok(existsSync(join(dataDir, 'blobs', name.slice(0, 2), name)))
      t.same(readdirSync(join(dataDir, 'blobs', 'incoming')), [])
      t.match(await invoke(daemon.port, dataDir, 'status'), {
        value: { sessions: { stored: 1, recordings: 1, recordedBytes: 100_000 } },
      })
    },
  )

  await t.test(
    'SEC-03: what breaks the protocol is answered, and ends that connection',
    async (t) => {
      const hello = { type: 'hello', kind: 'jump-client', name: 'pc', version: '12.2.0' }
      const bystander = await login('console', 'rep-2')
      const bad: [string, (one: Client) => void][] = [
        ['no JSON', (one) => one.socket.send('hello')],
        ['no object', (one) => one.socket.send('null')],
        ['no such message', (one) => one.say({ type: 'sudo' })],
        ['no such kind', (one) => one.say({ ...hello, kind: 'root' })],
        ['a version that is none', (one) => one.say({ ...hello, version: '12.x' })],
        ['no such mode', (one) => one.say({ ...hello, mode: 'asleep' })],
        ['a foreign field', (one) => one.say({ type: 'end-session', lsid: 'x', admin: true })],
        ['a carrier’s message', (one) => one.say({ type: 'recording', lsid: 'x', blob: {} })],
        ['too large', (one) => one.say({ type: 'recording', lsid: 'x', sizeBytes: 1e12 })],
        ['bytes of nothing', (one) => one.socket.send(Buffer.alloc(10))],
        [
          'more bytes than announced',
          (one) => {
            one.say({ type: 'recording', lsid: 'x', sizeBytes: 5 })
            one.socket.send(Buffer.alloc(6))
          },
        ],
        [
          'a message amid a recording',
          (one) => {
            one.say({ type: 'recording', lsid: 'x', sizeBytes: 5 })
            one.say({ type: 'end-session', lsid: 'x' })
          },
        ],
      ]
      for (const [what, misbehave] of bad) {
        const one = await client()
        misbehave(one)
        t.match(await one.hear('refused'), { code: 'protocol-error' }, what)
        t.equal(await one.closed, 1000, what)
      }
      const flood = await client()
      flood.socket.send(Buffer.alloc(limits.clientFrameBytesMax + 1))
      t.equal(await flood.closed, 1009)
      bystander.say({ type: 'end-session', lsid: 'none' })
      t.match(await bystander.hear('refused'), { code: 'no-such-session' })
    },
  )

  await t.test('a recording whose client is gone leaves no trace', async (t) => {
    const one = await login('console', 'rep-3')
    one.say({ type: 'recording', lsid: 'x', sizeBytes: 1_000_000 })
    one.socket.send(Buffer.alloc(1_000))
    one.socket.close()
    await one.closed
    const incoming = join(dataDir, 'blobs', 'incoming')
    while (readdirSync(incoming).length > 0) await new Promise(setImmediate)
    t.same(readdirSync(incoming), [])
  })
})
