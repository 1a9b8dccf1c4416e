import { once } from 'node:events'
import { connect } from 'node:net'
import type { LabEvent } from '@understudy/shared'
import t, { type Test } from 'tap'
import { dial, endingOf, nextText, settled, startEcho } from '../support/echo-appliance.ts'
import { startLab } from '../support/lab.ts'
import { type Call, callOn } from './support/control.ts'

const hourMs = 3_600_000

/** A lab with appliance a, clients with a connection to it, and the control API's doors. */
async function start(t: Test) {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const a = await startEcho(t, lab, 'a')
  const clients = await lab.join({ name: 'clients', kind: 'clients', events: true })
  const events: LabEvent[] = []
  clients.onEvent((event) => events.push(event))
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  const flow = await dial(t, clients, 'a.example.com')
  t.equal(await nextText(flow), 'a')
  const { ports, published } = await lab.network.openDoors()
  const call: Call = callOn(ports.control ?? 0)
  const enter = async () => {
    const socket = connect({ port: published['clients-a'] ?? 0, host: '127.0.0.1' })
    socket.on('error', () => undefined)
    t.teardown(() => socket.destroy())
    await once(socket, 'connect')
    return socket
  }
  return { lab, a, clients, events, flow, call, enter }
}

t.test(
  'NET-08: a program that knows no proxy reaches an appliance by its published port',
  async (t) => {
    const { enter } = await start(t)
    const socket = await enter()
    t.equal(await nextText(socket), 'a')
    socket.write('hello')
    t.equal(await nextText(socket), 'hello')
  },
)

t.test(
  "NET-10: a toxic of a lab's path hits connections inside the lab, in lab time",
  async (t) => {
    const { clients, flow, call, events } = await start(t)
    const latency = { type: 'latency', stream: 'upstream', attributes: { latency: hourMs } }
    t.equal((await call('POST', '/proxies/clients-a/toxics', latency)).status, 200)
    const sentAtMs = clients.clock.nowMs()
    flow.write('slow')
    t.equal(await nextText(flow), 'slow')
    const tookMs = clients.clock.nowMs() - sentAtMs
    t.ok(tookMs >= hourMs && tookMs < hourMs + 60_000, `${tookMs} ms`)

    await call('DELETE', '/proxies/clients-a/toxics/latency_upstream')
    flow.write('fast')
    t.equal(await nextText(flow), 'fast')
    t.ok(clients.clock.nowMs() - sentAtMs < 2 * hourMs)
    await settled(clients)
    const faults = events.filter((event) => event.name.startsWith('fault-'))
    t.match(faults, [
      { name: 'fault-began', fault: 'clients-a/latency_upstream', from: 'clients', to: 'a' },
      { name: 'fault-ended', fault: 'clients-a/latency_upstream', connectionsHit: 1 },
    ])
  },
)

t.test("NET-10: a disabled lab's path resets its connections and refuses new ones", async (t) => {
  const { clients, flow, call, enter } = await start(t)
  const ending = endingOf(flow)
  await call('POST', '/proxies/clients-a', { enabled: false })
  t.equal(await ending, 'ECONNRESET')
  // The door has no time to say more than that: the reset may come before the connection is known.
  t.equal(await endingOf(connect(clients.doorTo('a.example.com') ?? 0, '127.0.0.1')), 'ECONNRESET')
  await t.rejects(enter(), { code: 'ECONNREFUSED' })
  await call('POST', '/proxies/clients-a', { enabled: true })
  t.equal(await nextText(await dial(t, clients, 'a.example.com')), 'a')
  t.equal(await nextText(await enter()), 'a')
})

t.test(
  "NET-10: the status of the network names the API's port and the published ones",
  async (t) => {
    const { clients, lab } = await start(t)
    const { ports, published } = lab.network.doorPorts
    const status = await clients.command('network', { kind: 'network-status', input: {} })
    t.match(status, { ok: true, value: { ports: { control: ports.control }, published } })
  },
)
