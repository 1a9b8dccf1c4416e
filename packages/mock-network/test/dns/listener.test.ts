import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import pino from 'pino'
import t from 'tap'
import { DnsListener } from '../../src/dns/listener/dns-listener.ts'
import { serveStream } from '../../src/dns/listener/tcp-stream.ts'
import { testAnswerer } from './support/lab-zone.ts'
import { decoded, packetOf, query } from './support/packets.ts'
import { answersOf, askUdp, connected, framed, listening, silent } from './support/sockets.ts'

const site = (id: number) => packetOf({ id, questions: [query('support.example.com', 1)] })

t.test('NET-04: UDP and TCP answer on one port', async (t) => {
  const { port } = await listening(t)
  t.match(decoded(await askUdp(port, site(1))), { id: 1, answers: [{ data: '192.0.2.1' }] })
  const socket = await connected(t, port)
  socket.write(framed(site(2)))
  const [answer = null] = await answersOf(socket, 1)
  t.match(decoded(answer), { id: 2, answers: [{ data: '192.0.2.1' }] })
})

t.test('NET-04: pipelined queries are answered in order, however they are cut', async (t) => {
  const { port } = await listening(t)
  const ids = Array.from({ length: 300 }, (_, i) => i)
  const stream = Buffer.concat(ids.map((id) => framed(site(id))))
  for (const chunkBytes of [stream.length, 1, 7]) {
    const socket = await connected(t, port)
    socket.setNoDelay(true)
    for (let at = 0; at < stream.length; at += chunkBytes) {
      socket.write(stream.subarray(at, at + chunkBytes))
    }
    const answers = await answersOf(socket, ids.length)
    t.same(
      answers.map((answer) => answer.readUInt16BE(0)),
      ids,
    )
    socket.destroy()
  }
})

t.test('NET-04: who has sent all and closed that half still gets all answers', async (t) => {
  const { port } = await listening(t)
  const socket = await connected(t, port)
  socket.end(Buffer.concat([framed(site(1)), framed(site(2))]))
  t.equal((await answersOf(socket, 2)).length, 2)
})

t.test(
  'SEC-03: who does not take the answers is not read from, and then gets them all',
  async (t) => {
    const { port } = await listening(t)
    const socket = await connected(t, port)
    const count = 50_000
    socket.pause()
    socket.write(Buffer.concat(Array.from({ length: count }, (_, i) => framed(site(i & 0xffff)))))
    const answers = await answersOf(socket, count)
    t.equal(answers.length, count)
    t.equal(answers.at(-1)?.readUInt16BE(0), (count - 1) & 0xffff)
  },
)

t.test('SEC-03: answers that nobody takes fill 256 KiB and no more', async (t) => {
  const taken: (() => void)[] = []
  const socket = new Duplex({
    read: () => undefined,
    write: (_chunk, _encoding, done) => void taken.push(done),
  })
  let answered = 0
  serveStream(socket as Socket, () => {
    answered++
    return Buffer.alloc(1_022)
  })
  t.teardown(() => socket.destroy())
  socket.push(Buffer.concat(Array.from({ length: 1_000 }, () => framed(site(1)))))
  await turn()
  t.equal(answered, 256)
  t.ok(socket.isPaused())
  let mostBytes = 0
  while (answered < 1_000 || taken.length > 0) {
    taken.shift()?.()
    await turn()
    mostBytes = Math.max(mostBytes, socket.writableLength)
  }
  t.equal(mostBytes, 256 * 1_024)
  t.equal(answered, 1_000)
  t.notOk(socket.isPaused())
})

t.test('SEC-03: garbage on a connection ends it', async (t) => {
  const { port } = await listening(t)
  const socket = await connected(t, port)
  socket.resume()
  socket.write(framed(Buffer.from('hello')))
  await once(socket, 'close')
  t.match(decoded(await askUdp(port, site(1))), { rcode: 0 })
})

t.test('SEC-03: a connection without a whole query in time is ended', async (t) => {
  const { port } = await listening(t, { idleMs: 50 })
  const socket = await connected(t, port)
  socket.resume()
  socket.write(framed(site(1)).subarray(0, 10))
  await once(socket, 'close')
  t.pass('the server ended it')
})

t.test('SEC-03: a connection that goes on asking is not ended', async (t) => {
  const idleMs = 300
  const { port } = await listening(t, { idleMs })
  const socket = await connected(t, port)
  let asked = 0
  for (const endsAt = Date.now() + 3 * idleMs; Date.now() < endsAt; asked++) {
    socket.write(framed(site(1)))
    await answersOf(socket, 1)
  }
  t.ok(asked > 10)
  t.notOk(socket.destroyed)
})

t.test('NET-04: idle connections shut nobody out: the longest silent one goes', async (t) => {
  const { port } = await listening(t, { connectionsMax: 2 })
  const [first, second] = [await connected(t, port), await connected(t, port)]
  for (const socket of [second, first]) {
    socket.write(framed(site(1)))
    await answersOf(socket, 1)
  }
  const gone = once(second, 'close')
  second.resume()
  const third = await connected(t, port)
  await gone
  for (const socket of [first, third]) {
    socket.write(framed(site(2)))
    t.equal((await answersOf(socket, 1)).length, 1)
  }
})

t.test('NET-04: 200 connections that say nothing leave room for a query by TCP', async (t) => {
  const { port } = await listening(t)
  const idle = Array.from({ length: 200 }, () => connected(t, port))
  for (const socket of await Promise.all(idle)) socket.resume()
  const asking = await connected(t, port)
  asking.write(framed(site(1)))
  t.equal((await answersOf(asking, 1)).length, 1)
})

t.test('NET-04: a port that is taken is said so', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  const answerer = testAnswerer()
  const listener = new DnsListener((packet, by) => answerer.answer(packet, by), silent)
  await t.rejects(listener.start(port), { code: 'EADDRINUSE' })
  await listener.stop()
})

t.test('SEC-03: a mistake of ours costs one answer, not the server', async (t) => {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => lines.push(line) })
  const failing = new DnsListener(() => {
    throw new Error('a mistake')
  }, log)
  const port = await failing.start(0)
  t.teardown(() => failing.stop())
  t.match(decoded(await askUdp(port, site(9))), { id: 9, rcode: 2 })
  t.match(decoded(await askUdp(port, site(10))), { id: 10, rcode: 2 })
  t.match(JSON.parse(lines[0] ?? ''), { error: 'a mistake', transport: 'udp' })
})

t.test('NET-04: stopping ends connections and frees the port, twice too', async (t) => {
  const { port, listener } = await listening(t)
  const socket = await connected(t, port)
  socket.resume()
  await Promise.all([once(socket, 'close'), listener.stop()])
  await listener.stop()
  const answerer = testAnswerer()
  const next = new DnsListener((packet, by) => answerer.answer(packet, by), silent)
  t.equal(await next.start(port), port)
  await next.stop()
})
