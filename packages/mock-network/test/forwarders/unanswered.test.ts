import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { dial, nextText, settled, startEcho } from '../support/echo-appliance.ts'
import { startLab, type TestLab } from '../support/lab.ts'

/** Accepts as the kernel does for a process that hangs, and says nothing until it is told to go on. */
async function startHung(t: Test, lab: TestLab) {
  const accepted: Socket[] = []
  let hangs = true
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    t.teardown(() => socket.destroy())
    accepted.push(socket)
    if (!hangs) socket.write('a')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const channel = await lab.join({ name: 'a', kind: 'appliance', port })
  const goOn = (): void => {
    hangs = false
    for (const socket of accepted) socket.write('a')
  }
  return { channel, accepted, server, goOn }
}

t.test(
  'NET-02: an appliance that hangs is given so many connections and no more, and others are served',
  async (t) => {
    const lab = await startLab(t, { unansweredMax: 3, participants: ['a', 'b', 'clients'] })
    const a = await startHung(t, lab)
    const b = await startEcho(t, lab, 'b')
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    // Lab time is held: no SYN is repeated meanwhile.
    clients.work.begin()
    for (const [one, address] of [
      [a, '192.0.2.11'],
      [b, '192.0.2.12'],
    ] as const) {
      one.channel.claim(address, 1)
      await settled(one.channel)
    }
    const flows: Socket[] = []
    for (let i = 0; i < 6; i++) flows.push(await dial(t, clients, 'a.example.com'))
    while (a.accepted.length < 3) await once(a.server, 'connection')
    t.equal(await nextText(await dial(t, clients, 'b.example.com')), 'b')
    t.equal(a.accepted.length, 3)

    const answers = Promise.all(flows.map(nextText))
    a.goOn()
    clients.work.end()
    t.same(await answers, ['a', 'a', 'a', 'a', 'a', 'a'], 'those that waited, by their next SYN')
  },
)
