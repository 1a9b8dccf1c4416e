import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Enter } from '../../src/entrances/enter.ts'
import { Entrance, type EntranceOptions } from '../../src/entrances/entrance.ts'
import { ConnectHandshake } from '../../src/entrances/http-connect/connect-handshake.ts'
import { originOfUser } from '../../src/entrances/origin-of-user.ts'
import { SocksHandshake } from '../../src/entrances/socks/socks-handshake.ts'
import { brokenHeads, brokenSocks } from './broken-input.ts'

const origin = originOfUser(['office-1'])
const handshakes = {
  socks: () => new SocksHandshake(origin),
  http: () => new ConnectHandshake(origin),
} as const

/** An appliance behind every name: greets, and sends back what it gets. */
const echo: Enter = async (from, host, port, client) => {
  if (host === 'nobody.example.com') return 'unknown-host'
  if (port !== 443) return 'refused'
  if (host === 'silent.example.com') return await new Promise(() => undefined)
  setImmediate(() => {
    client.write(`hello ${from}, `)
    client.pipe(client)
  })
  return 'open'
}

async function start(
  t: Test,
  kind: keyof typeof handshakes,
  options: Partial<EntranceOptions> = {},
): Promise<() => Promise<Socket>> {
  const entrance = new Entrance({ enter: echo, handshake: handshakes[kind], ...options })
  const port = await entrance.start(0)
  t.teardown(() => entrance.stop())
  return async () => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => undefined)
    t.teardown(() => socket.destroy())
    await once(socket, 'connect')
    return socket
  }
}

/** All that comes until the other side has ended. */
async function everything(socket: Socket): Promise<string> {
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  await Promise.race([once(socket, 'end'), once(socket, 'close')])
  return Buffer.concat(parts).toString('latin1')
}

const toHost = (host: string, port = 443): Buffer =>
  Buffer.from([5, 1, 0, 3, host.length, ...Buffer.from(host), port >> 8, port & 0xff])
const connectTo = (host: string, ...lines: string[]): string =>
  [`CONNECT ${host} HTTP/1.1`, ...lines, '', ''].join('\r\n')

t.test('NET-08: the answer to a request comes before the appliance says a word', async (t) => {
  const socks = await start(t, 'socks')
  const bySocks = await socks()
  bySocks.end(
    Buffer.concat([Uint8Array.of(5, 1, 0), toHost('support.example.com'), Buffer.from('early')]),
  )
  const success = '\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00'
  t.equal(await everything(bySocks), `\x05\x00${success}hello outside, early`)

  const http = await start(t, 'http')
  const byHttp = await http()
  const user = `Proxy-Authorization: Basic ${Buffer.from('office-1:').toString('base64')}`
  byHttp.end(`${connectTo('support.example.com:443', user)}early`)
  const established = 'HTTP/1.1 200 Connection established\r\n\r\n'
  t.equal(await everything(byHttp), `${established}hello office-1, early`)
})

t.test('NET-08: an unknown name, a closed port and no answer are told apart', async (t) => {
  const timeouts = { dialTimeoutMs: 50 }
  const socks = await start(t, 'socks', timeouts)
  const codeOf = async (host: string, port?: number): Promise<number> => {
    const socket = await socks()
    socket.write(Buffer.concat([Uint8Array.of(5, 1, 0), toHost(host, port)]))
    return (await everything(socket)).charCodeAt(3)
  }
  t.equal(await codeOf('nobody.example.com'), 4)
  t.equal(await codeOf('support.example.com', 80), 5)
  t.equal(await codeOf('silent.example.com'), 4)
  const http = await start(t, 'http', timeouts)
  const answerOf = async (host: string): Promise<string> => {
    const socket = await http()
    socket.write(connectTo(host))
    return await everything(socket)
  }
  t.match(await answerOf('nobody.example.com:443'), /^HTTP\/1.1 502 .*\n.*nobody/s)
  t.match(await answerOf('support.example.com:80'), /^HTTP\/1.1 502 .*\n.*listens/s)
  t.match(await answerOf('silent.example.com:443'), /^HTTP\/1.1 504 /)
})

t.test('SEC-03: who is slow with his request is told so and dropped', async (t) => {
  const http = await start(t, 'http', { requestTimeoutMs: 50 })
  const socket = await http()
  socket.write('CONNECT support.example')
  t.match(await everything(socket), /^HTTP\/1.1 408 /)
  const socks = await start(t, 'socks', { requestTimeoutMs: 50 })
  const silent = await socks()
  silent.write(Uint8Array.of(5))
  t.equal(await everything(silent), '')
})

t.test('NET-08: who is through has all the time in the world', async (t) => {
  const socks = await start(t, 'socks', { requestTimeoutMs: 50 })
  const through = await socks()
  through.write(Buffer.concat([Uint8Array.of(5, 1, 0), toHost('support.example.com')]))
  const later = await socks()
  t.equal(await everything(later), '', 'one who came later and said nothing is gone')
  through.end('still here')
  t.match(await everything(through), /still here$/)
})

t.test('SEC-03: those who wait are bounded; one who is through does not count', async (t) => {
  const socks = await start(t, 'socks', { waitingMax: 1 })
  const through = await socks()
  const greeted = once(through, 'data')
  through.write(Uint8Array.of(5, 1, 0))
  await greeted
  const refused = await socks()
  t.equal(await everything(refused), '', 'the second is turned away')
  const answered = once(through, 'data')
  through.write(toHost('support.example.com'))
  await answered
  const next = await socks()
  const [method] = await Promise.all([once(next, 'data'), next.write(Uint8Array.of(5, 1, 0))])
  t.same(method, [Buffer.from([5, 0])])
})

t.test('SEC-03: hundreds of malformed requests over real sockets stop nothing', async (t) => {
  for (const [kind, broken] of [
    ['socks', brokenSocks],
    ['http', brokenHeads],
  ] as const) {
    const enter = await start(t, kind, { requestTimeoutMs: 1_000, dialTimeoutMs: 1_000 })
    const inputs = fc.sample(broken, { numRuns: 300, seed: 7 })
    await Promise.all(
      inputs.map(async (input, index) => {
        const socket = await enter()
        if (index % 3 === 0) {
          socket.write(input)
          socket.resetAndDestroy()
          return
        }
        socket.end(input)
        await everything(socket)
      }),
    )
    const good = await enter()
    good.end(
      kind === 'socks'
        ? Buffer.concat([Uint8Array.of(5, 1, 0), toHost('support.example.com')])
        : connectTo('support.example.com:443'),
    )
    t.match(await everything(good), /hello outside/, kind)
  }
})
