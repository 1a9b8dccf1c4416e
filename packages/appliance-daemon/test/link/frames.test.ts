import { connect } from 'node:tls'
import { limits } from '@understudy/shared'
import { Packr } from 'msgpackr'
import t, { type Test } from 'tap'
import { WebSocket } from 'ws'
import { linkIdentity, stretchKey } from '../../src/link/link-keys.ts'
import { Carrier } from '../support/carrier.ts'
import { preSharedKey } from '../support/config.ts'

const packr = new Packr({ useRecords: false })

interface Closed {
  readonly code: number
  readonly reason: string
}

/** A peer that holds the key but sends what it likes. */
async function opened(port: number): Promise<{ socket: WebSocket; closed: Promise<Closed> }> {
  const psk = await stretchKey(preSharedKey, 'support.example.com')
  const socket = new WebSocket('wss://127.0.0.1/link', {
    createConnection: () =>
      connect({
        host: '127.0.0.1',
        port,
        minVersion: 'TLSv1.3',
        ciphers: 'TLS_AES_128_GCM_SHA256',
        pskCallback: () => ({ psk, identity: linkIdentity }),
        checkServerIdentity: () => undefined,
      }),
  })
  const closed = new Promise<Closed>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, closed }
}

async function victim(t: Test): Promise<{ carrier: Carrier; port: number }> {
  const carrier = new Carrier(t.testdir(), preSharedKey)
  t.teardown(() => carrier.close())
  return { carrier, port: await carrier.listen() }
}

t.test('SEC-03: a bad frame closes its link with a reason, and only its link', async (t) => {
  const { carrier, port } = await victim(t)
  const bystander = await opened(port)
  const { link } = await carrier.take('link-up')
  const bad: [string, Buffer | string, RegExp][] = [
    ['text', 'hello', /a text frame/],
    ['no MessagePack', Buffer.from([0xc1, 0xc1]), /link message/],
    ['a bare number', packr.pack(7), /without a type/],
    ['an unknown type', packr.pack({ type: 'open-sesame' }), /open-sesame/],
    ['an inherited name', packr.pack({ type: 'constructor' }), /constructor/],
    ['a missing field', packr.pack({ type: 'swap-ready' }), /epoch/],
    ['a wrong field', packr.pack({ type: 'swap-ready', epoch: 'high' }), /epoch/],
    ['a foreign field', packr.pack({ type: 'swap-ready', epoch: 1, x: 1 }), /no such field/],
    ['a piece nobody asked for', packr.pack(chunk('a'.repeat(64))), /asked for/],
  ]
  for (const [what, frame, expected] of bad) {
    const { socket, closed } = await opened(port)
    await carrier.take('link-up')
    socket.send(frame)
    t.equal((await closed).code, 1002, what)
    t.match(await carrier.take('link-down'), { reason: expected }, what)
    t.match(carrier.events.pop(), { name: 'link-refused', code: 'protocol-error' }, what)
  }
  bystander.socket.send(packr.pack({ type: 'swap-ready', epoch: 4 }))
  t.match(await carrier.take('link-message'), { link, message: { epoch: 4 } })
})

t.test('SEC-03: an oversized frame closes the link before it is read', async (t) => {
  const { carrier, port } = await victim(t)
  const { socket, closed } = await opened(port)
  await carrier.take('link-up')
  socket.send(Buffer.alloc(limits.linkFrameBytesMax + 1))
  t.equal((await closed).code, 1009)
  t.match(await carrier.take('link-down'), { reason: /over the limit/ })
  t.match(carrier.events, [{ name: 'link-refused', code: 'too-large' }])
})

t.test('SEC-03: a flood of gets is refused', async (t) => {
  const { carrier, port } = await victim(t)
  const { socket, closed } = await opened(port)
  await carrier.take('link-up')
  const get = packr.pack({ type: 'blob-get', name: 'b'.repeat(64), offset: 0 })
  for (let i = 0; i < 20_000; i++) socket.send(get)
  t.equal((await closed).code, 1002)
  t.match(await carrier.take('link-down'), { reason: /at most/ })
})

function chunk(name: string): object {
  return { type: 'blob-chunk', name, offset: 0, sizeBytes: 1, bytes: Buffer.alloc(1) }
}
