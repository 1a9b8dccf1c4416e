import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { FromHub } from '@understudy/shared'
import t, { type Test } from 'tap'
import { joinLab } from '../../src/join-lab.ts'
import type { LabChannel } from '../../src/lab-channel.ts'

const welcome: FromHub = {
  type: 'welcome',
  clock: { factor: 1, originLabMs: 0, originMonotonicMs: 0, skippedMs: 0 },
  network: {
    siteHostname: 'support.example.com',
    sharedAddress: '192.0.2.10',
    appliances: [{ name: 'a', hostname: 'a.example.com', address: '192.0.2.11' }],
    tlsPort: 443,
  },
  doors: {},
}

/** A hub that greets with that line, and what has joined it. */
async function joinHubThatSays(
  t: Test,
  line: string,
): Promise<{ readonly channel: LabChannel; readonly hub: Socket }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(`${line}\n`))
  })
  t.teardown(() => server.close())
  const connected = once(server, 'connection')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const joining = joinLab({ hubPort: port, token: '', name: 'clients', kind: 'clients' })
  const [hub] = (await connected) as [Socket]
  t.teardown(() => hub.destroy())
  return { channel: await joining, hub }
}

t.test('SEC-03: what is no talk of a hub ends the channel, and not the process', async (t) => {
  for (const line of [
    'garbage',
    'null',
    '{"type":"nonsense"}',
    '{"type":"clock","clock":{"factor":1}}',
    '{"type":"conflict","address":"192.0.2.10"}',
    '{"type":"command","id":"1","from":"conductor","command":"stop"}',
    '{"type":"result","id":"1","result":{"ok":"yes"}}',
  ]) {
    const { channel, hub } = await joinHubThatSays(t, JSON.stringify(welcome))
    channel.onConflict(() => t.fail('was told of what is none'))
    channel.onCommand(() => t.fail('was given what is no command'))
    const lost = new Promise<void>((resolve) => channel.onLost(resolve))
    hub.write(`${line}\n`)
    await lost
    t.pass(line)
    channel.close()
  }
})

t.test('SEC-03: a field that only a newer hub knows is let pass', async (t) => {
  const { channel, hub } = await joinHubThatSays(t, JSON.stringify({ ...welcome, mood: 'good' }))
  const told = new Promise((resolve) => channel.onSiteRoute(resolve))
  hub.write('{"type":"site-route","leadsHere":true,"since":7}\n')
  t.equal(await told, true)
  channel.close()
})

t.test('LAB-01: who is greeted by something else than a welcome does not join', async (t) => {
  const { network: _, ...half } = welcome as Extract<FromHub, { type: 'welcome' }>
  for (const line of ['garbage', '{"type":"prepare"}', JSON.stringify(half)])
    await t.rejects(joinHubThatSays(t, line), /expected a welcome, found/)
  await t.rejects(
    joinHubThatSays(t, '{"type":"rejected","reason":"full"}'),
    /lab at port \d+: full/,
  )
})
