import type { Socket } from 'node:net'
import t, { type Test } from 'tap'
import { type Control, portOf, startControl } from './support/control.ts'
import { dial, receive, receiveBytes, startUpstream, type Upstream } from './support/upstream.ts'

/** Timers and the clock may differ by so much. */
const roundingMs = 1

interface Toxics {
  readonly control: Control
  readonly port: number
  readonly upstream: Upstream
  add(toxic: unknown): Promise<void>
}

/** A proxy with toxics before a server that echoes, or does what it is told. */
async function behind(
  t: Test,
  toxics: readonly unknown[],
  serve?: (socket: Socket) => void,
): Promise<Toxics> {
  const control = await startControl(t)
  const upstream = await startUpstream(t, serve)
  const made = await control.call('POST', '/proxies', {
    name: 'p',
    listen: '127.0.0.1:0',
    upstream: upstream.address,
  })
  const add = async (toxic: unknown): Promise<void> => {
    const reply = await control.call('POST', '/proxies/p/toxics', toxic)
    if (reply.status !== 200) throw new Error(reply.text)
  }
  for (const toxic of toxics) await add(toxic)
  return { control, upstream, port: portOf(made), add }
}

t.test('NET-10: latency delays every chunk at least so long, and loses nothing', async (t) => {
  const toxic = { type: 'latency', attributes: { latency: 80 } }
  const { port } = await behind(t, [toxic, { ...toxic, stream: 'upstream' }])
  const client = await dial(t, port)
  const startMs = performance.now()
  client.write('ping')
  t.equal(String(await receiveBytes(client, 4)), 'ping')
  const roundTripMs = performance.now() - startMs
  t.ok(roundTripMs >= 160 - roundingMs, `${roundTripMs} ms`)
})

t.test('NET-10: bandwidth paces what passes', async (t) => {
  const { port } = await behind(t, [{ type: 'bandwidth', attributes: { rate: 100 } }])
  const client = await dial(t, port)
  const startMs = performance.now()
  client.write(Buffer.alloc(30_000, 'b'))
  t.equal((await receiveBytes(client, 30_000)).length, 30_000)
  // 30 kB at 100 kB/s; what comes first may be smaller than a piece of 100 ms.
  const tookMs = performance.now() - startMs
  t.ok(tookMs >= 250, `${tookMs} ms`)
})

t.test('NET-10: bandwidth of 0 lets nothing pass until it is removed', async (t) => {
  const { port, control } = await behind(t, [{ type: 'bandwidth', name: 'b' }])
  const client = await dial(t, port)
  client.write('held')
  let got = 0
  client.on('data', (chunk) => {
    got += chunk.length
  })
  await control.call('GET', '/proxies')
  t.equal(got, 0)
  const bytes = receiveBytes(client, 4)
  await control.call('DELETE', '/proxies/p/toxics/b')
  t.equal(String(await bytes), 'held')
})

t.test('NET-10: slow_close holds back the end, not the bytes', async (t) => {
  const toxic = { type: 'slow_close', attributes: { delay: 120 } }
  const { port } = await behind(t, [toxic], (socket) => socket.end('bye'))
  const startMs = performance.now()
  const client = await dial(t, port)
  await receiveBytes(client, 3)
  const { endedAtMs, ending } = await receive(client)
  t.equal(ending, 'end')
  t.ok(endedAtMs - startMs >= 120 - roundingMs, `${endedAtMs - startMs} ms`)
})

t.test('NET-10: timeout swallows everything and closes after its time', async (t) => {
  const toxic = { type: 'timeout', attributes: { timeout: 120 } }
  const { port } = await behind(t, [toxic])
  const startMs = performance.now()
  const client = await dial(t, port)
  client.write('gone')
  const { bytes, endedAtMs } = await receive(client)
  t.equal(bytes, 0)
  t.ok(endedAtMs - startMs >= 120 - roundingMs, `${endedAtMs - startMs} ms`)
})

t.test('NET-10: timeout 0 swallows for ever; removing it closes the connection', async (t) => {
  const { port, control, upstream } = await behind(t, [{ type: 'timeout', name: 'never' }])
  const accepted = upstream.accepted()
  const client = await dial(t, port)
  const received = receive(client)
  client.write('gone')
  await receiveBytes(await accepted, 4)
  await control.call('DELETE', '/proxies/p/toxics/never')
  t.equal((await received).bytes, 0)
})

t.test('NET-10: reset_peer resets after the first data', async (t) => {
  const toxic = { type: 'reset_peer', attributes: { timeout: 60 } }
  const { port } = await behind(t, [toxic])
  const client = await dial(t, port)
  const startMs = performance.now()
  client.write('x')
  const { ending, bytes, endedAtMs } = await receive(client)
  t.equal(ending, 'reset')
  t.equal(bytes, 0)
  t.ok(endedAtMs - startMs >= 60 - roundingMs, `${endedAtMs - startMs} ms`)
})

t.test('NET-10: slicer cuts into slices and loses none of them', async (t) => {
  const attributes = { average_size: 100, size_variation: 20, delay: 2_000 }
  const { port } = await behind(t, [{ type: 'slicer', attributes }])
  const client = await dial(t, port)
  const sent = Buffer.from(Array.from({ length: 2_000 }, (_, index) => index % 251))
  const startMs = performance.now()
  client.write(sent)
  t.ok((await receiveBytes(client, sent.length)).equals(sent))
  // At most 120 bytes each: no fewer than 17 slices, and 16 pauses of 2 ms between them.
  const tookMs = performance.now() - startMs
  t.ok(tookMs >= 32 - roundingMs, `${tookMs} ms`)
})

t.test(
  'NET-10: limit_data closes after exactly so many bytes, counted by connection',
  async (t) => {
    const toxic = { type: 'limit_data', attributes: { bytes: 1_000 } }
    const { port } = await behind(t, [toxic], (socket) => socket.end(Buffer.alloc(3_000)))
    for (let connection = 0; connection < 2; connection++) {
      t.equal((await receive(await dial(t, port))).bytes, 1_000)
    }
  },
)

t.test('NET-10: a toxic on one stream leaves the other one alone', async (t) => {
  const toxic = { type: 'timeout', stream: 'upstream' }
  const { port } = await behind(t, [toxic], (socket) => socket.write('greeting'))
  const client = await dial(t, port)
  t.equal(String(await receiveBytes(client, 8)), 'greeting')
})

t.test('NET-10: toxics are added to, changed on and removed from a live connection', async (t) => {
  const { port, control, add } = await behind(t, [])
  const client = await dial(t, port)
  const roundTrip = async (): Promise<number> => {
    const startMs = performance.now()
    client.write('ping')
    await receiveBytes(client, 4)
    return performance.now() - startMs
  }
  await roundTrip()
  await add({ type: 'latency', name: 'l', attributes: { latency: 70 } })
  const addedMs = await roundTrip()
  t.ok(addedMs >= 70 - roundingMs, `${addedMs} ms`)
  await control.call('PATCH', '/proxies/p/toxics/l', { attributes: { latency: 140 } })
  const changedMs = await roundTrip()
  t.ok(changedMs >= 140 - roundingMs, `${changedMs} ms`)
  await control.call('PATCH', '/proxies/p/toxics/l', { attributes: { latency: 60_000 } })
  await control.call('DELETE', '/proxies/p/toxics/l')
  await roundTrip()
  t.equal((await control.call('GET', '/proxies/p/toxics')).text, '[]')
})

t.test('NET-10: reset takes every toxic from live connections', async (t) => {
  const { port, control } = await behind(t, [{ type: 'latency', attributes: { latency: 60_000 } }])
  const client = await dial(t, port)
  client.write('held')
  const bytes = receiveBytes(client, 4)
  await control.call('POST', '/reset')
  client.write('free')
  t.equal(String(await bytes), 'held')
})

/** Which of so many connections, one after the other, are cut off. */
async function fates(t: Test, seed: string, count: number): Promise<string> {
  const control = await startControl(t, { seed })
  const upstream = await startUpstream(t, (socket) => socket.end('x'))
  const proxy = { name: 'p', listen: '127.0.0.1:0', upstream: upstream.address }
  const port = portOf(await control.call('POST', '/proxies', proxy))
  const toxic = { type: 'limit_data', attributes: { bytes: 0 }, toxicity: 0.5 }
  await control.call('POST', '/proxies/p/toxics', toxic)
  let fates = ''
  for (let i = 0; i < count; i++) fates += (await receive(await dial(t, port))).bytes
  return fates
}

t.test('NET-10: the seed decides whom a toxicity hits, connection by connection', async (t) => {
  const first = await fates(t, '7', 40)
  t.equal(await fates(t, '7', 40), first)
  t.not(await fates(t, '8', 40), first)
  t.match(first, /0/)
  t.match(first, /1/)
})

t.test('NET-10: toxicity 0 and below hits nobody, 1 and above everybody', async (t) => {
  for (const [toxicity, bytes] of [
    [0, 1],
    [-1, 1],
    [1, 0],
    [2.5, 0],
  ] as const) {
    const toxic = { type: 'limit_data', toxicity }
    const { port } = await behind(t, [toxic], (socket) => socket.end('x'))
    t.equal((await receive(await dial(t, port))).bytes, bytes, String(toxicity))
  }
})

t.test('NET-10: an update that is refused leaves nothing behind', async (t) => {
  const { control } = await behind(t, [{ type: 'latency', attributes: { latency: 5, jitter: 1 } }])
  const path = '/proxies/p/toxics/latency_downstream'
  const before = (await control.call('GET', path)).text
  for (const body of [
    { toxicity: 0.5, attributes: { latency: 9, jitter: 'x' } },
    '{"toxicity":0.5,"attributes":{"latency":9}',
  ])
    t.equal((await control.call('PATCH', path, body)).status, 400)
  t.equal((await control.call('GET', path)).text, before)
})
