import { once } from 'node:events'
import t, { type Test } from 'tap'
import { json } from '../../src/toxiproxy/http/answer.ts'
import { HttpDoor, type HttpLimits } from '../../src/toxiproxy/http/http-door.ts'
import type { Route } from '../../src/toxiproxy/http/router.ts'
import { startControl } from './support/control.ts'
import { dial, receive } from './support/upstream.ts'

const short: HttpLimits = {
  readTimeoutMs: 50,
  handlerTimeoutMs: 60,
  writeTimeoutMs: 200,
  idleTimeoutMs: 100,
  connectionsMax: 100,
}

async function startDoor(t: Test, routes: readonly Route[], limits: HttpLimits): Promise<number> {
  const door = new HttpDoor(routes, limits)
  t.teardown(() => door.stop())
  return await door.listen(0, '127.0.0.1')
}

/** Everything that a connection brings until it is closed. */
async function conversation(t: Test, port: number, text: string): Promise<string> {
  const socket = await dial(t, port)
  let heard = ''
  socket.on('data', (chunk) => {
    heard += String(chunk)
  })
  socket.write(text)
  await once(socket, 'close')
  return heard
}

const never: Route = {
  methods: ['GET'],
  path: '/never',
  handle: () => new Promise(() => undefined),
}

t.test('SEC-03: a request that never comes to its end is ended by the read timeout', async (t) => {
  const longer = 3_600_000
  const limits = {
    ...short,
    handlerTimeoutMs: longer,
    writeTimeoutMs: longer,
    idleTimeoutMs: longer,
  }
  const port = await startDoor(t, [], limits)
  t.match(await conversation(t, port, 'GET /x HT'), 'HTTP/1.1 400 Bad Request')
  const half = 'POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{'
  const echo: Route = { methods: ['POST'], path: '/x', handle: (_, body) => json(200, `${body}`) }
  const reader = await startDoor(t, [echo], limits)
  t.notMatch(await conversation(t, reader, half), '200 OK')
})

t.test('NET-10: work that takes too long is answered by 503', async (t) => {
  const port = await startDoor(t, [never], {
    ...short,
    readTimeoutMs: 1_000,
    writeTimeoutMs: 10_000,
  })
  const request = 'GET /never HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  t.match(await conversation(t, port, request), 'HTTP/1.1 503 Service Unavailable')
})

t.test('NET-10: a client that takes no answer is cut off', async (t) => {
  const limits = { ...short, handlerTimeoutMs: 10_000 }
  const port = await startDoor(t, [never], limits)
  const request = 'GET /never HTTP/1.1\r\nHost: x\r\n\r\n'
  t.equal(await conversation(t, port, request), '')
})

t.test('NET-10: idle connections shut nobody out of the fault API', async (t) => {
  const now: Route = { methods: ['GET'], path: '/now', handle: async () => json(200, '{}') }
  const patient = { ...short, readTimeoutMs: 60_000, idleTimeoutMs: 60_000, connectionsMax: 2 }
  const port = await startDoor(t, [now], patient)
  const [first, second] = [await dial(t, port), await dial(t, port)]
  const gone = once(first, 'close')
  first.resume()
  const request = 'GET /now HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  t.match(await conversation(t, port, request), 'HTTP/1.1 200 OK')
  await gone
  t.notOk(second.destroyed)
})

t.test('SEC-03: a body without bounds is refused, and its connection closed', async (t) => {
  const { port, call } = await startControl(t)
  const socket = await dial(t, port)
  let heard = ''
  socket.on('data', (chunk) => {
    heard += String(chunk)
  })
  const closed = once(socket, 'close')
  socket.write('POST /proxies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`
  for (let i = 0; i < 17; i++) socket.write(chunk)
  await closed
  t.match(heard, 'HTTP/1.1 400 Bad Request')
  t.match(heard, '{"error":"bad request body: http: request body too large","status":400}')
  t.equal((await call('GET', '/version')).status, 200)
})

t.test('SEC-03: broken escapes and broken requests are 400', async (t) => {
  const { port } = await startControl(t)
  for (const line of [
    'GET /proxies/%zz HTTP/1.1',
    'GET /proxies/% HTTP/1.1',
    'what?',
    'GET / HTTP/9',
  ]) {
    const heard = await conversation(t, port, `${line}\r\nHost: x\r\n\r\n`)
    t.match(heard, /^HTTP\/1\.1 400 Bad Request\r\n/, line)
    t.match(heard, /\r\n\r\n400 Bad Request$/, line)
  }
})

t.test('NET-10: a request without a Host, or with two, is 400 (RFC 9112 3.2)', async (t) => {
  const { port } = await startControl(t)
  for (const [version, hosts, expected] of [
    ['1.1', [], '400 Bad Request: missing required Host header'],
    ['1.1', ['Host: x', 'Host: x'], '400 Bad Request: too many Host headers'],
    ['1.0', ['Host: x', 'host: y'], '400 Bad Request: too many Host headers'],
    ['1.1', ['Host: a b'], '400 Bad Request: malformed Host header'],
    ['1.1', ['Host:'], '2.12.0'],
    ['1.1', ['hOST: [::1]:8474'], '2.12.0'],
    ['1.0', [], '2.12.0'],
  ] as const) {
    const lines = [`GET /version HTTP/${version}`, ...hosts, 'Connection: close', '', '']
    const heard = await conversation(t, port, lines.join('\r\n'))
    t.match(heard, expected, `${version} ${hosts}`)
    t.match(heard, expected === '2.12.0' ? /^HTTP.1.1 200 / : /^HTTP.1.1 400 /)
  }
})

t.test('NET-10: an absolute target counts by its path', async (t) => {
  const { port } = await startControl(t)
  const request = `GET http://localhost:${port}/version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`
  t.match(await conversation(t, port, request), '"version": "2.12.0"')
})

t.test('NET-10: a connection serves several requests, also pipelined', async (t) => {
  const { port } = await startControl(t)
  const socket = await dial(t, port)
  const request = 'GET /version HTTP/1.1\r\nHost: x\r\n\r\n'
  const received = receive(socket)
  socket.write(request + request)
  socket.end()
  t.ok((await received).bytes > 300)
})
