import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import {
  type CountedSocket,
  encodeLine,
  type LabChannel,
  monotonicMs,
} from '@understudy/lab-channel'
import { type LabEvent, labProtocol } from '@understudy/shared'
import t from 'tap'
import { dial, nextText, settled, startEcho } from '../support/echo-appliance.ts'
import { startLab, startsAtMs, token } from '../support/lab.ts'

const ownAddress = { a: '192.0.2.11' } as const
const elsewhere = '127.0.0.2'
const dayMs = 86_400_000

t.test(
  'LAB-02: an appliance is reached at the address that it has joined from',
  { skip: process.platform === 'linux' ? false : 'only Linux has all of 127.0.0.0/8' },
  async (t) => {
    const lab = await startLab(t)
    const server = createServer((socket) => socket.end('it is me'))
    server.listen(0, elsewhere)
    await once(server, 'listening')
    t.teardown(() => server.close())
    const { port } = server.address() as AddressInfo
    const a = connect({ port: lab.hubPort, host: '127.0.0.1', localAddress: elsewhere })
    t.teardown(() => a.destroy())
    const join = { type: 'join', protocol: labProtocol, token, name: 'a', kind: 'appliance' }
    a.write(encodeLine({ ...join, port, events: false }))
    await once(a, 'data')
    a.write(encodeLine({ type: 'claim', address: ownAddress.a, epoch: 1 }))
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    t.equal(clients.doorHost, '127.0.0.1', 'doors are where the hub is')
    await settled(clients)
    t.equal(await nextText(await dial(t, clients, ownAddress.a)), 'it is me')
  },
)

/** Turns of the event loop in which the clock could jump. */
async function manyTurns(): Promise<void> {
  for (let turn = 0; turn < 300; turn++) await new Promise((resolve) => setImmediate(resolve))
}

t.test('DESIGN 5: bytes that are still between two processes hold the clock', async (t) => {
  const lab = await startLab(t, { participants: ['clients'] })
  const a = await startEcho(t, lab, 'a')
  a.channel.claim(ownAddress.a, 1)
  const clients = await lab.join({ name: 'clients', kind: 'clients', counts: true })
  await settled(a.channel)
  const socket = await dial(t, clients, ownAddress.a)
  await nextText(socket)
  // As if the network's last byte had not come yet: the process does not know of it.
  let lateBytes = 1
  const late = new Proxy(socket, {
    get: (target, key) => {
      const value = Reflect.get(target, key, target) as unknown
      if (key === 'bytesRead') return target.bytesRead - lateBytes
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  clients.watch(late satisfies CountedSocket)
  let isFired = false
  const fired = new Promise<void>((resolve) => {
    clients.clock.setTimer('in a day', startsAtMs + dayMs, () => {
      isFired = true
      resolve()
    })
  })
  await manyTurns()
  t.notOk(isFired)
  t.equal(lab.network.jumpCount, 0)
  lateBytes = 0
  await fired
  t.equal(lab.network.jumpCount, 1)
})

t.test(
  'LAB-02: where machines share no clock, lab time runs by a factor and skips nothing',
  async (t) => {
    const lab = await startLab(t, { participants: ['clients'] })
    const watcher = await lab.join({ name: 'watcher', kind: 'observer', events: true })
    const told = new Promise<LabEvent>((resolve) => {
      watcher.onEvent((event) => event.name === 'clocks-apart' && resolve(event))
    })
    const askedMs = monotonicMs()
    const clients = await lab.join({ name: 'clients', kind: 'clients', clockId: 'another machine' })
    const joinedWithinMs = monotonicMs() - askedMs
    t.match(await told, { name: 'clocks-apart', participant: 'clients', factor: 60 })
    clients.clock.setTimer('in a day', startsAtMs + dayMs, () => undefined)
    // By then it has been told the factor.
    await settled(clients)
    const outerMs = monotonicMs()
    const labBeganMs = clients.clock.nowMs()
    const innerMs = monotonicMs()
    await manyTurns()
    const innerPassedMs = monotonicMs() - innerMs
    const labPassedMs = clients.clock.nowMs() - labBeganMs
    const outerPassedMs = monotonicMs() - outerMs
    t.equal(lab.network.jumpCount, 0)
    t.ok(labPassedMs >= 60 * innerPassedMs - 1 && labPassedMs <= 60 * outerPassedMs + 1)
    const readMs = monotonicMs()
    const behindMs = Math.abs(watcher.clock.nowMs() - clients.clock.nowMs())
    const readWithinMs = monotonicMs() - readMs
    t.ok(behindMs <= 60 * (joinedWithinMs + readWithinMs) + 1, 'all read the same time, nearly')
  },
)

t.test(
  'LAB-02: who has fallen silent gives way to who joins by its name, and no other',
  async (t) => {
    const lab = await startLab(t, { beatMs: 20 })
    const silent = connect({ port: lab.hubPort, host: '127.0.0.1' })
    t.teardown(() => silent.destroy())
    const join = { type: 'join', protocol: labProtocol, token, name: 'clients', kind: 'clients' }
    silent.write(encodeLine({ ...join, port: null, events: false }))
    await once(silent, 'data')
    silent.pause()
    const watcher = await lab.join({ name: 'watcher', kind: 'observer' })
    const back = async (): Promise<LabChannel> => {
      try {
        return await lab.join({ name: 'clients', kind: 'clients' })
      } catch {
        return await back()
      }
    }
    const clients = await back()
    await settled(clients)
    await t.rejects(
      lab.join({ name: 'watcher', kind: 'observer' }),
      /"watcher" taken/,
      'it answers',
    )
    await settled(watcher)
  },
)

t.test('LAB-02: a hub that says nothing any more is lost, though no connection ends', async (t) => {
  const hub = await startLab(t)
  const channel = await hub.join({ name: 'clients', kind: 'clients', silenceMsMax: 60 })
  await new Promise<void>((resolve) => channel.onLost(resolve))
  t.pass('it was told')
})
