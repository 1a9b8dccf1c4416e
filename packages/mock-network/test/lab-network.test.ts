import { Resolver } from 'node:dns/promises'
import { createServer } from 'node:net'
import type { NetworkConfig, NetworkStatus, TimedFault } from '@understudy/shared'
import t from 'tap'
import { dial, nextText, settled, startEcho } from './support/echo-appliance.ts'
import { publicAddress, sharedAddress, startLab } from './support/lab.ts'

const site = 'support.example.com'
const hourMs = 3_600_000
const offices: NetworkConfig['offices'] = [
  { name: 'office-1', resolver: { habit: 'honour' } },
  { name: 'office-2', resolver: { habit: 'ignore', holdMs: 1_000 * hourMs } },
]
const status = { kind: 'network-status', input: {} } as const

t.test('NET-04: every office has doors of its own, by name and by address', async (t) => {
  const lab = await startLab(t, { network: { offices } })
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  const doors = ['office-1', 'office-2'].flatMap((origin) =>
    [site, sharedAddress, publicAddress, 'a.example.com', '192.0.2.11'].map((host) =>
      clients.doorTo(host, { origin }),
    ),
  )
  t.equal(new Set(doors).size, 10)
  t.equal(clients.doorTo(site), clients.doorTo(site, { origin: 'office-1' }), 'the first office')
  t.equal(clients.doorTo('2001:db8::c000:20b'), clients.doorTo('192.0.2.11'), 'its IPv6 twin')
  t.equal(clients.doorTo('[2001:DB8::C000:20B]'), clients.doorTo('192.0.2.11'))
  t.equal(clients.doorTo('A.Example.com.', { port: 443 }), clients.doorTo('a.example.com'))
  t.equal(clients.doorTo('a.example.com', { port: 80 }), undefined)
  t.equal(clients.doorTo('constructor'), undefined)
  t.equal(clients.doorTo(site, { origin: '__proto__' }), undefined)
})

t.test(
  'FO-03: an appliance is told whether the site leads to it, on joining and after',
  async (t) => {
    const lab = await startLab(t, { network: { swing: 'dns' } })
    const b = await startEcho(t, lab, 'b')
    const told: string[] = []
    b.channel.onSiteRoute((leadsHere) => told.push(`b ${leadsHere}`))
    b.channel.claim('192.0.2.12', 0)
    const a = await startEcho(t, lab, 'a')
    a.channel.onSiteRoute((leadsHere) => told.push(`a ${leadsHere}`))
    a.channel.claim('192.0.2.11', 0)
    await settled(a.channel)
    t.same(told, ['b false', 'a false', 'a true'])
    const input = { name: site, address: '192.0.2.12' }
    t.match(await a.channel.command('network', { kind: 'set-record', input }), { ok: true })
    await settled(b.channel)
    t.same(told.slice(3).sort(), ['a false', 'b true'])
  },
)

t.test('NET-09: the timetable is kept in lab time, and the clock jumps to it', async (t) => {
  const faults: readonly TimedFault[] = [
    { at: '1h', for: '1h', fault: { kind: 'partition', from: 'clients', to: 'a' } },
  ]
  const lab = await startLab(t, { network: { faults } })
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  const startMs = conductor.clock.nowMs()
  const told: [string, number][] = []
  const over = new Promise<void>((resolve) => {
    conductor.onEvent(({ name, atMs }) => {
      if (!name.startsWith('fault-')) return
      told.push([name, Math.round((atMs - startMs) / hourMs)])
      if (name === 'fault-ended') resolve()
    })
  })
  await conductor.command('network', { kind: 'start-timetable', input: {} })
  await over
  t.same(told, [
    ['fault-began', 1],
    ['fault-ended', 2],
  ])
  t.ok(lab.network.jumpCount >= 2)
})

t.test('WEB-06: what does not fit an operation of the network is refused', async (t) => {
  const lab = await startLab(t)
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
  const input = { from: 'a', to: 'b', oneWay: 'yes' as unknown as boolean }
  t.match(await conductor.command('network', { kind: 'cut-path', input }), {
    ok: false,
    refusal: { message: /^cut-path\/oneWay: expected .*boolean, found "yes"\.$/ },
  })
})

t.test('NET-08: the doors from outside are open where the status says', async (t) => {
  const lab = await startLab(t)
  const { ports, published } = await lab.network.openDoors()
  t.same(Object.keys(ports), ['dns', 'socks', 'http', 'challenge', 'control'])
  t.same(Object.keys(published).sort(), ['a-b', 'b-a', 'clients-a', 'clients-b'])
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
  const { value } = (await conductor.command('network', status)) as { value: NetworkStatus }
  t.same(value.ports, ports)
  t.same(value.published, published)
  const answer = await fetch(`http://127.0.0.1:${ports.control}/version`)
  t.same(await answer.json(), { version: '2.12.0' })
})

t.test('NET-04: what an office believes can be asked on the port of its resolver', async (t) => {
  const lab = await startLab(t, { network: { swing: 'dns' } })
  const { resolvers } = await lab.network.openDoors()
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
  const believed = async (): Promise<readonly string[]> => {
    const resolver = new Resolver()
    resolver.setServers([`127.0.0.1:${resolvers['office-1']}`])
    return resolver.resolve4('support.example.com')
  }
  const before = await believed()
  const input = { name: 'support.example.com', address: '192.0.2.77' }
  t.match(await conductor.command('network', { kind: 'set-record', input }), { ok: true })
  t.same(await believed(), before, 'it has not let go yet')
  t.not(before[0], '192.0.2.77')
})

t.test('NET-08: a preferred port is taken where it is free, a given one or none', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  t.teardown(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const lab = await startLab(t)
  const { ports } = await lab.network.openDoors({ preferredPorts: { control: port } })
  t.not(ports.control, port)
  const other = await startLab(t, { network: { ports: { http: port } } })
  await t.rejects(other.network.openDoors(), {
    message: /^The lab's http door cannot have port \d+: .*EADDRINUSE/,
  })
})

t.test('NET-10: a toxic of the control API hits flows inside the lab, in lab time', async (t) => {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const { ports } = await lab.network.openDoors()
  const a = await startEcho(t, lab, 'a')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  const flow = await dial(t, clients, 'a.example.com')
  t.equal(await nextText(flow), 'a')
  const toxic = { name: 'slow', type: 'latency', attributes: { latency: 600_000 } }
  const answer = await fetch(`http://127.0.0.1:${ports.control}/proxies/clients-a/toxics`, {
    method: 'POST',
    body: JSON.stringify(toxic),
  })
  t.equal(answer.status, 200)
  const sentMs = clients.clock.nowMs()
  flow.write('x')
  t.equal(await nextText(flow), 'x')
  t.ok(clients.clock.nowMs() - sentMs >= 600_000, 'ten minutes of lab time')
})

t.test('NET-09: when the lab ends, so do its faults', async (t) => {
  const lab = await startLab(t)
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  const ended = new Promise((resolve) => {
    conductor.onEvent((event) => {
      if (event.name === 'fault-ended') resolve(event)
    })
  })
  const input = { kind: 'latency', from: 'a', to: 'b', latencyMs: 1 } as const
  await conductor.command('network', { kind: 'add-fault', input })
  lab.network.stop()
  t.match(await ended, { fault: 'latency-1', reason: 'lab-ended', connectionsHit: 0 })
})
