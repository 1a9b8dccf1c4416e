import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { LabChannel } from '@understudy/lab-channel'
import type { ClockMode, NetworkCommand, NetworkConfig } from '@understudy/shared'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Enter } from '../../src/entrances/enter.ts'
import { entrances } from '../../src/entrances/entrances.ts'
import { startEcho } from '../support/echo-appliance.ts'
import { startLab } from '../support/lab.ts'
import { brokenHeads, brokenSocks } from './broken-input.ts'

const site = 'support.example.com'
/** The swing is by DNS; the one office honours the TTL of five minutes, the other one has a day. */
const network: Partial<NetworkConfig> = {
  swing: 'dns',
  offices: [
    { name: 'office-1', resolver: { habit: 'honour' } },
    { name: 'office-2', resolver: { habit: 'ignore', holdMs: 86_400_000 } },
  ],
  groups: { clients: ['office-1', 'office-2'] },
}

interface Outside {
  /** What is reached by SOCKS as that user: the appliance's name, or the reply's code. */
  readonly bySocks: (host: string, user?: string, port?: number) => Promise<string>
  /** And by CONNECT: the appliance's name, or the status. */
  readonly byConnect: (host: string, user?: string, port?: number) => Promise<string>
  readonly ports: { readonly socks: number; readonly http: number }
  /** Resolves when the next request has been handed to the network. */
  readonly nextEntry: () => Promise<void>
  readonly command: (command: NetworkCommand) => Promise<void>
  /** Lets lab time pass. */
  readonly pass: (ms: number) => Promise<void>
}

/** A lab with both appliances, entered by its proxies. */
async function startOutside(t: Test, clock: ClockMode = 'skip'): Promise<Outside> {
  const lab = await startLab(t, { clock, network })
  for (const [name, address] of [
    ['a', '192.0.2.11'],
    ['b', '192.0.2.12'],
  ] as const) {
    const { channel } = await startEcho(t, lab, name)
    channel.claim(address, 1)
  }
  const conductor: LabChannel = await lab.join({ name: 'conductor', kind: 'conductor' })
  let entered = (): void => undefined
  const enter: Enter = (...request) => {
    const result = lab.network.enter(...request)
    entered()
    return result
  }
  const { socks, http } = entrances({ enter, offices: ['office-1', 'office-2'] })
  const ports = { socks: await socks.start(0), http: await http.start(0) }
  t.teardown(() => {
    socks.stop()
    http.stop()
  })
  return {
    ports,
    bySocks: async (host, user = '', port = 443) => {
      const socket = await dialled(t, ports.socks)
      const name = Buffer.from(host)
      socket.write(Uint8Array.of(5, 1, 2, 1, user.length, ...Buffer.from(user), 0))
      socket.write(Uint8Array.of(5, 1, 0, 3, name.length, ...name, port >> 8, port & 255))
      // Method, credentials, reply, and the appliance's greeting.
      const said = await textUntil(socket, (text) => text.length > 14)
      return said[14] ?? String(said.charCodeAt(said.length > 4 ? 5 : 3))
    },
    byConnect: async (host, user = '', port = 443) => {
      const socket = await dialled(t, ports.http)
      const token = Buffer.from(`${user}:`).toString('base64')
      const head = [`CONNECT ${host}:${port} HTTP/1.1`, `Proxy-Authorization: Basic ${token}`]
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      const said = await textUntil(socket, (text) => /^HTTP.1.1 200 .*\r\n\r\n./s.test(text))
      return said.startsWith('HTTP/1.1 200 ') ? said.slice(-1) : said.slice(9, 12)
    },
    nextEntry: () =>
      new Promise((resolve) => {
        entered = resolve
      }),
    command: async (command) => {
      const result = await conductor.command('network', command)
      if (!result.ok) throw new Error(result.refusal.message)
    },
    pass: (ms) =>
      new Promise((resolve) => {
        conductor.clock.setTimer('pass', conductor.clock.nowMs() + ms, resolve)
      }),
  }
}

async function dialled(t: Test, port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** What comes until it is enough, or until the end. */
async function textUntil(socket: Socket, enough: (text: string) => boolean): Promise<string> {
  let text = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += (chunk as Buffer).toString('latin1')
    if (enough(text)) break
  }
  return text
}

t.test(
  'NET-08: names and addresses in both forms reach their appliance by both proxies',
  async (t) => {
    const { bySocks, byConnect } = await startOutside(t)
    t.equal(await bySocks(site), 'a')
    t.equal(await byConnect(site), 'a')
    t.equal(await bySocks('b.example.com'), 'b')
    t.equal(await byConnect('192.0.2.12'), 'b')
    t.equal(await byConnect('[2001:db8::192.0.2.12]'), 'b')
  },
)

t.test('NET-08: what cannot be reached is told apart', async (t) => {
  const { bySocks, byConnect } = await startOutside(t)
  t.equal(await bySocks('nobody.example.com'), '4')
  t.equal(await byConnect('nobody.example.com'), '502')
  t.equal(await byConnect('[2001:db8:1::1]'), '502', 'no twin of an IPv4 address')
  t.equal(await byConnect('192.0.2.99'), '504', 'nobody has that address')
  t.equal(await bySocks('192.0.2.99'), '4')
  t.equal(await bySocks(site, '', 80), '5')
  t.equal(await byConnect(site, '', 80), '502')
  t.equal(await bySocks(site, 'office-3'), '1', 'no such office')
  t.equal(await byConnect(site, 'office-3'), '407')
})

t.test(
  'NET-04: after a DNS swing a program goes where the resolver of its office leads',
  async (t) => {
    const { bySocks, byConnect, command, pass } = await startOutside(t)
    const everywhere = async (): Promise<string> =>
      [
        await bySocks(site, 'office-1'),
        await byConnect(site, 'office-1'),
        await bySocks(site, 'office-2'),
        await byConnect(site, 'office-2'),
      ].join(' ')
    t.equal(await everywhere(), 'a a a a')
    await command({ kind: 'set-record', input: { name: site, address: '192.0.2.12' } })
    t.equal(await everywhere(), 'a a a a', 'both have it cached')
    await pass(300_001)
    t.equal(await everywhere(), 'b b a a', 'the second ignores the TTL')
  },
)

t.test(
  'NET-09: who dials into a cut path is through when his SYN is repeated after it healed',
  async (t) => {
    const { bySocks, byConnect, nextEntry, command } = await startOutside(t, 'realtime')
    const cut = { from: 'outside', to: 'a' }
    for (const by of [bySocks, byConnect]) {
      await command({ kind: 'cut-path', input: cut })
      const entered = nextEntry()
      const reached = by(site)
      await entered
      await command({ kind: 'heal-path', input: cut })
      t.equal(await reached, 'a')
    }
  },
)

t.test('SEC-03: hundreds of malformed requests to a lab stop nothing', async (t) => {
  const { bySocks, byConnect, ports } = await startOutside(t)
  for (const [port, broken] of [
    [ports.socks, brokenSocks],
    [ports.http, brokenHeads],
  ] as const) {
    const inputs = fc.sample(broken, { numRuns: 300, seed: 11 })
    const ends = inputs.map(async (input) => {
      const socket = await dialled(t, port)
      socket.end(input)
      await textUntil(socket, () => false).catch(() => undefined)
    })
    await Promise.all(ends)
  }
  t.equal(await bySocks(site), 'a')
  t.equal(await byConnect(site), 'a')
})
