import t, { type Test } from 'tap'
import clients from 'toxiproxy-node-client'
import { startControl } from './support/control.ts'
import { dial, receive, receiveBytes, startUpstream } from './support/upstream.ts'

// A CommonJS module: Node.js gives its exports as the default one.
const { Toxic, Toxiproxy } = clients as unknown as typeof import('toxiproxy-node-client')
type Client = InstanceType<typeof Toxiproxy>

async function startClient(t: Test): Promise<Client> {
  const { port } = await startControl(t)
  return new Toxiproxy(`http://127.0.0.1:${port}`)
}

async function echoProxy(t: Test, client: Client, name: string) {
  const upstream = (await startUpstream(t)).address
  return await client.createProxy({ name, listen: '127.0.0.1:0', upstream })
}

const portOf = ({ listen }: { listen: string }): number => Number(listen.split(':').at(-1))

t.test('NET-10: toxiproxy-node-client makes, finds, lists and removes proxies', async (t) => {
  const client = await startClient(t)
  t.same(JSON.parse(await client.getVersion()), { version: '2.12.0' })
  t.same(await client.getAll(), {})
  const proxy = await echoProxy(t, client, 'p')
  t.equal(proxy.enabled, true)
  t.same((await client.get('p')).toJson(), proxy.toJson())
  await echoProxy(t, client, 'q')
  t.same(Object.keys(await client.getAll()), ['p', 'q'])
  await proxy.remove()
  t.same(Object.keys(await client.getAll()), ['q'])
  await t.rejects(client.get('p'), { message: 'Request failed with status code 404' })
})

t.test('NET-10: toxiproxy-node-client disables and enables a proxy', async (t) => {
  const client = await startClient(t)
  const proxy = await echoProxy(t, client, 'p')
  const socket = await dial(t, portOf(proxy))
  socket.write('x')
  await receiveBytes(socket, 1)
  const received = receive(socket)
  const off = await proxy.update({ ...proxy.toJson(), enabled: false })
  t.equal(off.enabled, false)
  await received
  const on = await off.update({ ...off.toJson(), enabled: true })
  t.equal(on.enabled, true)
  const again = await dial(t, portOf(on))
  again.write('y')
  t.equal(String(await receiveBytes(again, 1)), 'y')
})

t.test('NET-10: toxiproxy-node-client adds, updates and removes toxics of each type', async (t) => {
  const client = await startClient(t)
  const proxy = await echoProxy(t, client, 'p')
  const types = [
    { type: 'latency', attributes: { latency: 30, jitter: 0 }, change: { latency: 5 } },
    { type: 'bandwidth', attributes: { rate: 1_000 }, change: { rate: 900 } },
    { type: 'slow_close', attributes: { delay: 10 }, change: { delay: 11 } },
    { type: 'timeout', attributes: { timeout: 1_000 }, change: { timeout: 999 } },
    {
      type: 'slicer',
      attributes: { average_size: 9, size_variation: 2, delay: 1 },
      change: { delay: 2 },
    },
    { type: 'limit_data', attributes: { bytes: 10 }, change: { bytes: 11 } },
    { type: 'reset_peer', attributes: { timeout: 1 }, change: { timeout: 2 } },
  ] as const
  for (const { type, attributes, change } of types) {
    const made = await proxy.addToxic({
      name: `my-${type}`,
      type: type as 'latency',
      stream: 'upstream',
      toxicity: 1,
      attributes: attributes as unknown as { latency: number; jitter: number },
    })
    t.ok(made instanceof Toxic)
    t.same(made.attributes, attributes)
    const changed = await made.update({
      ...made.toJson(),
      attributes: change as never,
      toxicity: 0.5,
    })
    t.same(changed.attributes, { ...attributes, ...change })
    t.equal(changed.toxicity, 0.5)
    t.same((await proxy.getToxic(made.name)).toJson(), changed.toJson())
    await made.remove()
    await t.rejects(proxy.getToxic(made.name), { message: 'Request failed with status code 404' })
  }
})

t.test('NET-10: a latency of toxiproxy-node-client is felt, and reset ends it', async (t) => {
  const client = await startClient(t)
  const proxy = await echoProxy(t, client, 'p')
  const attributes = { latency: 60, jitter: 0 }
  const toxic = {
    name: 'slow',
    type: 'latency',
    stream: 'downstream',
    toxicity: 1,
    attributes,
  } as const
  await proxy.addToxic(toxic)
  const socket = await dial(t, portOf(proxy))
  const startMs = performance.now()
  socket.write('ping')
  await receiveBytes(socket, 4)
  t.ok(performance.now() - startMs >= 59)
  await client.reset()
  await t.rejects(proxy.getToxic('slow'), { message: 'Request failed with status code 404' })
})

t.test('NET-10: toxiproxy-node-client populates, twice with the same outcome', async (t) => {
  const client = await startClient(t)
  const upstream = (await startUpstream(t)).address
  const bodies = ['p', 'q'].map((name) => ({ name, listen: '127.0.0.1:0', upstream }))
  const first = await client.populate(bodies)
  t.same(Object.keys(first), ['p', 'q'])
  const present = Object.values(first).map((proxy) => proxy.toJson())
  const second = await client.populate(present)
  t.same(
    Object.values(second).map((proxy) => proxy.toJson()),
    present,
  )
})
