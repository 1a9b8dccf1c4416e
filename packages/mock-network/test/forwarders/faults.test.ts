import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { LabChannel } from '@understudy/lab-channel'
import type { Fault, LabEvent } from '@understudy/shared'
import t, { type Test } from 'tap'
import { dial, endingOf, nextText, settled, startEcho } from '../support/echo-appliance.ts'
import { startLab } from '../support/lab.ts'

const hourMs = 3_600_000

/** Appliance a, and the clients with a connection to it that has said hello. */
async function start(t: Test) {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const a = await startEcho(t, lab, 'a')
  const clients = await lab.join({ name: 'clients', kind: 'clients', events: true })
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  const flow = await dial(t, clients, 'a.example.com')
  t.equal(await nextText(flow), 'a')
  const add = async (fault: Fault) =>
    t.match(await clients.command('network', { kind: 'add-fault', input: fault }), { ok: true })
  const remove = async (name: string) =>
    t.match(await clients.command('network', { kind: 'remove-fault', input: { name } }), {
      ok: true,
    })
  return { lab, a, clients, flow, add, remove }
}

const clientsToA = { from: 'clients', to: 'a', direction: 'one-way' } as const

function pass({ clock }: LabChannel, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(`pass ${ms}`, clock.nowMs() + ms, resolve))
}

t.test('NET-09: bytes that a fault delays come after it in lab time, and in moments', async (t) => {
  const { clients, flow, add } = await start(t)
  await add({ kind: 'latency', ...clientsToA, latencyMs: hourMs })
  const sentAtMs = clients.clock.nowMs()
  flow.write('slow')
  t.equal(await nextText(flow), 'slow')
  const tookMs = clients.clock.nowMs() - sentAtMs
  t.ok(tookMs >= hourMs && tookMs < hourMs + 5_000, `${tookMs} ms`)
})

t.test('NET-09: a delayed byte holds up nothing else: timers and other paths go on', async (t) => {
  const { clients, lab, flow, add } = await start(t)
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
  const free = await dial(t, conductor, 'a.example.com')
  t.equal(await nextText(free), 'a')
  await add({ kind: 'latency', ...clientsToA, latencyMs: hourMs })
  const order: string[] = []
  const sentAtMs = clients.clock.nowMs()
  const slow = nextText(flow).then(() => order.push('slow'))
  flow.write('slow')
  await pass(clients, hourMs / 2)
  order.push('half an hour')
  free.write('free')
  t.equal(await nextText(free), 'free')
  order.push('free')
  t.ok(clients.clock.nowMs() - sentAtMs < hourMs)
  await slow
  t.same(order, ['half an hour', 'free', 'slow'])
})

t.test('NET-09: a fault that ends lets go at once what it held, in order', async (t) => {
  const { clients, flow, add, remove } = await start(t)
  await add({ kind: 'latency', name: 'slow', ...clientsToA, latencyMs: hourMs })
  flow.write('one ')
  await pass(clients, 1_000)
  flow.write('two')
  await pass(clients, 1_000)
  let heard = ''
  flow.on('data', (chunk) => {
    heard += chunk
  })
  const endedAtMs = clients.clock.nowMs()
  await remove('slow')
  while (heard.length < 7) await once(flow, 'data')
  t.equal(heard, 'one two')
  t.ok(clients.clock.nowMs() - endedAtMs < 60_000)
})

t.test('NET-09: bandwidth carries everything, at its rate in lab time', async (t) => {
  const { clients, flow, add } = await start(t)
  await add({ kind: 'bandwidth', ...clientsToA, kilobytesPerSecond: 10 })
  const bytes = Buffer.alloc(3_000_000, 7)
  const sentAtMs = clients.clock.nowMs()
  let gotBytes = 0
  flow.on('data', (chunk: Buffer) => {
    gotBytes += chunk.length
  })
  flow.write(bytes)
  while (gotBytes < bytes.length) await once(flow, 'data')
  const tookMs = clients.clock.nowMs() - sentAtMs
  t.ok(tookMs >= 300_000 && tookMs < 310_000, `${tookMs} ms for 3 MB at 10 KB/s`)
})

t.test('NET-09: a limit closes the connection after exactly so many bytes', async (t) => {
  const { flow, add } = await start(t)
  await add({ kind: 'limit', from: 'a', to: 'clients', direction: 'one-way', bytes: 1_000 })
  let heard = 0
  flow.on('data', (chunk: Buffer) => {
    heard += chunk.length
  })
  const ending = endingOf(flow)
  flow.write(Buffer.alloc(700))
  flow.write(Buffer.alloc(700))
  await ending
  t.equal(heard, 1_000)
})

t.test('NET-09: a reset comes with the next byte, and the fault tells what it hit', async (t) => {
  const { clients, flow, add, remove } = await start(t)
  const ended = new Promise<LabEvent>((resolve) => {
    clients.onEvent((event) => {
      if (event.name === 'fault-ended') resolve(event)
    })
  })
  const untouched = await dial(t, clients, 'a.example.com')
  t.equal(await nextText(untouched), 'a')
  await add({ kind: 'reset', name: 'rst', ...clientsToA })
  const ending = endingOf(flow)
  flow.write('x')
  t.equal(await ending, 'ECONNRESET')
  await remove('rst')
  t.match(await ended, { fault: 'rst', connectionsHit: 1 })
  untouched.write('y')
  t.equal(await nextText(untouched), 'y')
})

t.test('NET-09: a one-way cut stops what is sent that way, and that alone', async (t) => {
  const { a, clients } = await start(t)
  const path = { from: 'clients', to: 'a', oneWay: true }
  const accepted = once(a.server, 'connection') as Promise<[Socket]>
  const flow = await dial(t, clients, 'a.example.com')
  const [atA] = await accepted
  t.equal(await nextText(flow), 'a')
  await clients.command('network', { kind: 'cut-path', input: path })
  flow.write('upwards')
  atA.write('downwards')
  t.equal(await nextText(flow), 'downwards')
  let heard = ''
  flow.on('data', (chunk) => {
    heard += chunk
  })
  await pass(clients, hourMs / 6)
  t.equal(heard, '')
  const echo = once(flow, 'data')
  await clients.command('network', { kind: 'heal-path', input: path })
  await echo
  t.equal(heard, 'upwards')
})

t.test('NET-02: what was dialled into a cut path connects when its SYN is repeated', async (t) => {
  const { clients } = await start(t)
  const path = { from: 'clients', to: 'a' }
  await clients.command('network', { kind: 'cut-path', input: path })
  const dialledAtMs = clients.clock.nowMs()
  const dialled = await dial(t, clients, 'a.example.com')
  dialled.write('hello')
  await pass(clients, 4_000)
  let heard = ''
  const both = new Promise<void>((resolve) => {
    dialled.on('data', (chunk) => {
      heard += chunk
      if (heard.length === 6) resolve()
    })
  })
  await clients.command('network', { kind: 'heal-path', input: path })
  await both
  t.equal(heard, 'ahello', 'what it had sent meanwhile is not lost')
  const tookMs = clients.clock.nowMs() - dialledAtMs
  t.ok(tookMs >= 7_000 && tookMs < 8_000, `with the third repetition: ${tookMs} ms`)
})
