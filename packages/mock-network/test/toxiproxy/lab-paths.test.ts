import type { Socket } from 'node:net'
import { NetworkModel, type ToxicSpec } from '@understudy/network-model'
import { createRandom, type NetworkEvent } from '@understudy/shared'
import t, { type Test } from 'tap'
import { ControlApi } from '../../src/toxiproxy/control-api.ts'
import type { LabAccess } from '../../src/toxiproxy/lab/lab-access.ts'
import { labPathsOf } from '../../src/toxiproxy/lab/lab-path.ts'
import { network } from '../support/lab.ts'
import { callOn, portOf, startControl } from './support/control.ts'
import { dial, receive } from './support/upstream.ts'

const paths = labPathsOf(network)

interface Entry {
  readonly origin: string
  readonly host: string
  readonly port: number
}

/** A lab that writes down what it is told; whoever enters is sent home. */
function scriptedLab() {
  const entries: Entry[] = []
  const events: NetworkEvent[] = []
  const switches: (readonly [string, boolean])[] = []
  const toxics = new Map<string, { up: readonly ToxicSpec[]; down: readonly ToxicSpec[] }>()
  let nowMs = 1_000
  const lab: LabAccess = {
    paths,
    enter: (origin, host, port, client: Socket) => {
      entries.push({ origin, host, port })
      client.end('welcome')
      client.resume()
    },
    setPathToxics: (path, up, down) => toxics.set(path, { up, down }),
    setPathEnabled: (path, isEnabled) => switches.push([path, isEnabled]),
    record: (event) => events.push(event),
    nowMs: () => nowMs,
  }
  return { lab, entries, events, switches, toxics, pass: (ms: number) => (nowMs += ms) }
}

async function startLabControl(t: Test) {
  const scripted = scriptedLab()
  return { ...scripted, ...(await startControl(t, { lab: scripted.lab })) }
}

t.test("NET-10: the proxies of the lab are the paths that its network's model knows", async (t) => {
  const model = new NetworkModel(network, createRandom('paths'))
  t.same(
    paths.map((path) => path.name),
    model.pathNames,
  )
})

t.test("NET-10: the lab's paths are proxies from the start", async (t) => {
  const { call, api } = await startLabControl(t)
  const published = api.published
  t.same(Object.keys(published).sort(), ['a-b', 'b-a', 'clients-a', 'clients-b'])
  const shown = JSON.parse((await call('GET', '/proxies')).text)
  t.same(shown['clients-a'], {
    name: 'clients-a',
    listen: `127.0.0.1:${published['clients-a']}`,
    upstream: '192.0.2.11:443',
    enabled: true,
    Logger: {},
    toxics: [],
  })
  t.equal(shown['b-a'].upstream, '192.0.2.11:443')
  t.equal(shown['a-b'].upstream, '192.0.2.12:443')
})

t.test(
  'NET-08: a published port is dialled from outside the lab, or as that appliance',
  async (t) => {
    const { api, entries } = await startLabControl(t)
    for (const name of ['clients-b', 'a-b']) {
      const socket = await dial(t, api.published[name] ?? 0)
      t.equal((await receive(socket)).bytes, 7)
    }
    t.same(entries, [
      { origin: 'outside', host: '192.0.2.12', port: 443 },
      { origin: 'a', host: '192.0.2.12', port: 443 },
    ])
  },
)

t.test("NET-10: toxics of a lab's path go to the network's model, and are recorded", async (t) => {
  const { call, api, toxics, events, pass } = await startLabControl(t)
  const latency = { type: 'latency', stream: 'upstream', attributes: { latency: 100 } }
  await call('POST', '/proxies/clients-a/toxics', latency)
  const fault = 'clients-a/latency_upstream'
  const attributes = { latency: 100, jitter: 0 }
  const spec = { name: fault, type: 'latency', toxicity: 1, attributes, fault }
  t.same(toxics.get('clients-a'), { up: [spec], down: [] })
  t.same(events, [
    {
      name: 'fault-began',
      fault,
      kind: 'latency',
      from: 'clients',
      to: 'a',
      detail: '100 ms of latency, give or take 0 ms, on what clients sends to a (control API)',
    },
  ])
  pass(5_000)
  api.noteHit(fault)
  api.noteHit(fault)
  api.noteHit('another fault')
  await call('DELETE', '/proxies/clients-a/toxics/latency_upstream')
  t.same(toxics.get('clients-a'), { up: [], down: [] })
  const ended = { name: 'fault-ended', fault, kind: 'latency', startedAtMs: 1_000 } as const
  t.same(events[1], { ...ended, connectionsHit: 2, reason: 'operation' })
})

t.test('NET-10: a changed toxic is a fault that ends and another that begins', async (t) => {
  const { call, toxics, events } = await startLabControl(t)
  await call('POST', '/proxies/a-b/toxics', { type: 'timeout', toxicity: 0.5 })
  await call('PATCH', '/proxies/a-b/toxics/timeout_downstream', { attributes: { timeout: 9 } })
  t.same(toxics.get('a-b')?.down[0]?.attributes, { timeout: 9 })
  t.same(
    events.map((event) => [event.name, 'detail' in event ? event.detail : '']),
    [
      [
        'fault-began',
        'bytes vanish until it is removed, on what b sends to a, drawn for each connection with 0.5 (control API)',
      ],
      ['fault-ended', ''],
      [
        'fault-began',
        'bytes vanish, closed after 9 ms, on what b sends to a, drawn for each connection with 0.5 (control API)',
      ],
    ],
  )
})

t.test('NET-10: numbers that no engine can work with are bounded on their way to it', async (t) => {
  const { call, toxics } = await startLabControl(t)
  const body = '{"type":"latency","attributes":{"latency":-5,"jitter":9223372036854775807}}'
  t.match((await call('POST', '/proxies/a-b/toxics', body)).text, '"jitter":9223372036854775807')
  const attributes = toxics.get('a-b')?.down[0]?.attributes
  t.same(attributes, { latency: 0, jitter: Number.MAX_SAFE_INTEGER })
})

t.test("NET-10: a lab's path is switched off and on, and keeps its addresses", async (t) => {
  const { call, api, switches } = await startLabControl(t)
  const port = api.published['clients-a']
  t.match((await call('POST', '/proxies/clients-a', { enabled: false })).text, '"enabled":false')
  await call('POST', '/proxies/clients-a', { enabled: false })
  t.equal(portOf(await call('POST', '/reset').then(() => call('GET', '/proxies/clients-a'))), port)
  t.same(switches, [
    ['clients-a', false],
    ['clients-a', true],
  ])
  for (const change of [{ listen: '127.0.0.1:0' }, { upstream: 'example.com:443' }]) {
    const reply = await call('PATCH', '/proxies/clients-a', change)
    t.equal(reply.status, 400)
    t.match(reply.text, 'clients-a is a path of the lab: its listen and upstream cannot be changed')
  }
  const populated = await call('POST', '/populate', [{ name: 'clients-a', upstream: 'x:1' }])
  t.equal(populated.status, 400)
  t.equal(portOf(await call('GET', '/proxies/clients-a')), port)
})

t.test("NET-10: a deleted lab's path has no port and no toxics, and can come back", async (t) => {
  const { call, api, toxics, switches } = await startLabControl(t)
  await call('POST', '/proxies/clients-a/toxics', { type: 'noop' })
  await call('POST', '/proxies/clients-a', { enabled: false })
  t.equal((await call('DELETE', '/proxies/clients-a')).status, 204)
  t.equal(api.published['clients-a'], undefined)
  t.same(toxics.get('clients-a'), { up: [], down: [] })
  t.same(switches.at(-1), ['clients-a', true])

  const wrong = { name: 'clients-a', listen: '127.0.0.1:0', upstream: 'x:1' }
  t.match(
    (await call('POST', '/proxies', wrong)).text,
    'clients-a is a path of the lab: its upstream is 192.0.2.11:443',
  )
  const back = await call('POST', '/proxies', { ...wrong, upstream: '192.0.2.11:443' })
  t.equal(back.status, 201)
  t.equal(portOf(back), api.published['clients-a'])
})

t.test('NET-10: the end of the process tells the lab nothing more', async (t) => {
  const { call, api, switches, events } = await startLabControl(t)
  await call('POST', '/proxies/clients-a/toxics', { type: 'noop' })
  api.stop()
  t.equal(events.length, 1)
  t.same(switches, [])
})

t.test('NET-10: where the port of the API is taken, another one can be tried', async (t) => {
  const { port } = await startControl(t)
  const api = new ControlApi({ seed: 'test', lab: scriptedLab().lab })
  t.teardown(() => api.stop())
  await t.rejects(api.start(port), { code: 'EADDRINUSE' })
  const other = await api.start(0)
  const reply = await callOn(other)('GET', '/proxies')
  t.same(Object.keys(JSON.parse(reply.text)), ['a-b', 'b-a', 'clients-a', 'clients-b'])
})
