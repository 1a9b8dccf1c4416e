import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import t from 'tap'
import { cleanPath, parseTarget } from '../../src/toxiproxy/http/path.ts'
import { AddressError, parseHostPort } from '../../src/toxiproxy/listening/host-port.ts'
import { startControl } from './support/control.ts'

/** Half a pair of surrogates cannot be sent. */
const wellFormed = (text: string): string => Buffer.from(text).toString()
const names = fc.oneof(
  fc.constantFrom('p', '__proto__', 'constructor', 'ü', '..', '%', '', 'a/b', '𝒳', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('127.0.0.1:0', 'upstream', 'latency', 'slicer', '-1', -1, 1e300, 0.5),
)
const fields = fc.constantFrom(
  ...[
    'name',
    'listen',
    'upstream',
    'enabled',
    'type',
    'stream',
    'toxicity',
    'attributes',
    'Logger',
  ],
)
const bodies = fc.oneof(
  fc.dictionary(fields, values, { noNullPrototype: false }).map((body) => JSON.stringify(body)),
  fc.array(fc.dictionary(fields, values), { maxLength: 3 }).map((body) => JSON.stringify(body)),
  fc.string({ unit: 'binary', maxLength: 50 }),
)
const paths = fc
  .tuple(
    fc.constantFrom('/proxies', '/populate', '/reset', '/version', '', '//x/..'),
    fc.array(fc.oneof(names, fc.constantFrom('toxics', 'p')), { maxLength: 4 }),
  )
  .map(([root, rest]) =>
    [root, ...rest.map((name) => encodeURIComponent(wellFormed(name)))].join('/'),
  )
const methods = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS')

t.test('SEC-03: whatever is asked of the API, it answers, and goes on', async (t) => {
  const control = await startControl(t)
  const known = new Set([200, 201, 204, 301, 400, 404, 405, 409, 500])
  const asked = new Map<number, number>()
  const outcome = await fc.check(
    fc.asyncProperty(methods, paths, bodies, async (method, path, body) => {
      const { status } = await control.call(method, path === '' ? '/' : path, body)
      asked.set(status, (asked.get(status) ?? 0) + 1)
      return known.has(status)
    }),
    { numRuns: 1_500, seed: 3 },
  )
  t.notOk(outcome.failed, JSON.stringify(outcome.counterexample))
  for (const status of [400, 404, 405]) t.ok((asked.get(status) ?? 0) > 20, `${status}s came up`)
  t.equal((await control.call('GET', '/version')).status, 200)
})

t.test('SEC-03: bytes that are no HTTP do not stop it', async (t) => {
  const control = await startControl(t)
  const heads = fc.constantFrom('', 'GET ', 'POST /proxies HTTP/1.1\r\n', 'PRI * HTTP/2.0\r\n\r\n')
  const bytes = fc.tuple(heads, fc.uint8Array({ maxLength: 80 }))
  await fc.assert(
    fc.asyncProperty(bytes, async ([head, tail]) => {
      const socket = connect(control.port, '127.0.0.1')
      socket.on('error', () => undefined)
      const closed = once(socket, 'close')
      socket.end(Buffer.concat([Buffer.from(head), tail]))
      socket.resume()
      await closed
    }),
    { numRuns: 300, seed: 4 },
  )
  t.equal((await control.call('GET', '/version')).status, 200)
})

t.test('SEC-03: targets and addresses, however odd, are read or refused', async (t) => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^[[\]:%./a-f0-9?#]{0,30}$/),
  )
  let refused = 0
  const outcome = fc.check(
    fc.property(odd, (text) => {
      const target = parseTarget(text)
      if (target === undefined) refused++
      else if (cleanPath(cleanPath(target.path)) !== cleanPath(target.path)) return false
      try {
        const { port } = parseHostPort(text)
        return port >= 0 && port <= 65_535
      } catch (error) {
        refused++
        return error instanceof AddressError
      }
    }),
    { numRuns: 100_000, seed: 5 },
  )
  t.notOk(outcome.failed, JSON.stringify(outcome.counterexample))
  t.ok(refused > 10_000)
})
