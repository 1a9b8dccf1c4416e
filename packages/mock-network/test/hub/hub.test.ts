import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { joinLab } from '@understudy/lab-channel'
import { type LabEvent, labLineBytesMax } from '@understudy/shared'
import t, { type Test } from 'tap'
import { settled } from '../support/echo-appliance.ts'
import { sharedAddress, startLab, type TestLab, token } from '../support/lab.ts'

const appliance = (name: string) => ({ name, kind: 'appliance', port: 1 }) as const

t.test('SEC-01: who has not the token, a free name or the right kind does not join', async (t) => {
  const lab = await startLab(t)
  const { hubPort } = lab
  const joining = (options: object) =>
    joinLab({ hubPort, token, name: 'x', kind: 'clients', ...options })
  await t.rejects(joining({ token: 'another token' }), /expected this lab's token/)
  await t.rejects(joining({ name: 'network' }), /another name than "network"/)
  await t.rejects(joining({ name: 'a' }), /expected the kind appliance for "a", found clients/)
  await t.rejects(joining({ name: 'a', kind: 'appliance' }), /expected the port of appliance "a"/)
  await t.rejects(joining({ kind: 'appliance', port: 1 }), /an appliance of a, b, found "x"/)
  await t.rejects(joining({ name: 'No Name' }), /expected join\/name/)
  await lab.join({ name: 'x', kind: 'clients' })
  await t.rejects(joining({}), /"x" taken/)
})

t.test('LAB-01: joining a lab that is not there says so', async (t) => {
  const lab = await startLab(t)
  lab.network.stop()
  const joining = joinLab({ hubPort: lab.hubPort, token, name: 'clients', kind: 'clients' })
  await t.rejects(joining, /clients could not join the lab at port \d+: .*ECONNREFUSED/)
})

async function rawConnection(t: Test, lab: TestLab): Promise<Socket> {
  const socket = connect({ port: lab.hubPort, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

t.test(
  'SEC-03: garbage, endless lines and early talk are refused, and the hub goes on',
  async (t) => {
    const lab = await startLab(t)
    const witness = await lab.join({ name: 'clients', kind: 'clients' })
    for (const [garbage, expected] of [
      ['\u0000\u00ff{{{\n', /a line of JSON/],
      ['null\n', /a message of type/],
      ['{"type":"__proto__"}\n', /a message of type/],
      ['{"type":"idle","seen":0,"nextAtMs":null}\n', /a join first/],
      ['x'.repeat(labLineBytesMax + 10), /lines of at most 8388608 bytes/],
    ] as const) {
      const socket = await rawConnection(t, lab)
      socket.write(garbage)
      const [answer] = (await once(socket, 'data')) as [Buffer]
      t.match(JSON.parse(answer.toString()), { type: 'rejected', reason: expected })
      await settled(witness)
    }
  },
)

t.test('SEC-03: a bad line of a participant is dropped, its next one is heard', async (t) => {
  const lab = await startLab(t)
  const witness = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  const heard = new Promise<LabEvent>((resolve) => witness.onEvent(resolve))
  const socket = await rawConnection(t, lab)
  const send = (message: object) => socket.write(`${JSON.stringify(message)}\n`)
  send({
    type: 'join',
    protocol: 1,
    token,
    name: 'odd',
    kind: 'clients',
    port: null,
    events: false,
  })
  await once(socket, 'data')
  socket.write('garbage\n')
  send({ type: 'idle', seen: -1, nextAtMs: 'soon' })
  send({ type: 'event', atMs: 12, event: 'none' })
  send({ type: 'event', atMs: 12, event: { name: 'link-up', peer: 'b' } })
  t.same(await heard, { name: 'link-up', peer: 'b', atMs: 12, source: 'odd' })
})

t.test('SEC-03: participants are bounded in number', async (t) => {
  const lab = await startLab(t)
  const sockets = await Promise.all(Array.from({ length: 64 }, () => rawConnection(t, lab)))
  await t.rejects(lab.join({ name: 'late', kind: 'clients' }), /at most 64 participants/)
  for (const socket of sockets) socket.destroy()
})

t.test('REH-02: everybody who asked for events gets them all in one order', async (t) => {
  const lab = await startLab(t)
  const [one, other] = [
    await lab.join({ name: 'conductor', kind: 'conductor', events: true }),
    await lab.join({ name: 'observer', kind: 'observer', events: true }),
  ]
  const logs: LabEvent[][] = [[], []]
  const all = [one, other].map(
    (channel, index) =>
      new Promise<void>((resolve) => {
        channel.onEvent((event) => {
          if (logs[index]?.push(event) === 200) resolve()
        })
      }),
  )
  for (let index = 0; index < 100; index++) {
    one.record({ name: 'link-up', peer: String(index) })
    other.record({ name: 'link-down', peer: String(index), reason: 'test' })
  }
  await Promise.all(all)
  t.same(logs[0], logs[1])
  const ofOne = logs[0]?.filter((event) => event.source === 'conductor').map((event) => event.name)
  t.same(ofOne, Array(100).fill('link-up'))
})

t.test('NET-02: a conflict is told to both claimants and so is its end', async (t) => {
  const lab = await startLab(t)
  const a = await lab.join(appliance('a'))
  const b = await lab.join(appliance('b'))
  const toldA: (readonly string[])[] = []
  const toldB: (readonly string[])[] = []
  a.onConflict((_address, others) => toldA.push(others))
  b.onConflict((_address, others) => toldB.push(others))
  a.claim(sharedAddress, 1)
  await settled(a)
  b.claim(sharedAddress, 1)
  await settled(b)
  await settled(a)
  t.same([toldA, toldB], [[['b']], [['a']]])
  b.release(sharedAddress)
  await settled(b)
  await settled(a)
  t.same(
    [toldA, toldB],
    [
      [['b'], []],
      [['a'], []],
    ],
  )
})

t.test('FO-14: with fencing an old epoch is refused, and the appliance is told', async (t) => {
  const lab = await startLab(t, { fencing: true })
  const a = await lab.join(appliance('a'))
  const b = await lab.join(appliance('b'))
  const refused = new Promise((resolve) => a.onClaimRefused((...what) => resolve(what)))
  b.claim(sharedAddress, 7)
  await settled(b)
  a.claim(sharedAddress, 6)
  t.same(await refused, [sharedAddress, 7])
})

t.test("NET-01: nobody gets an address that is another's", async (t) => {
  const lab = await startLab(t)
  const events: string[] = []
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  conductor.onEvent((event) => events.push(event.name))
  const a = await lab.join(appliance('a'))
  a.claim('192.0.2.12', 9)
  conductor.claim(sharedAddress, 9)
  await settled(a)
  await settled(conductor)
  t.same(events, [])
})

t.test('REH-02: commands reach their participant and results come back', async (t) => {
  const lab = await startLab(t)
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor' })
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  clients.onCommand((id, from, command) => {
    if (command.kind === 'start-clients') clients.answer(id, { ok: true, value: `for ${from}` })
    else clients.close()
  })
  const start = await conductor.command('clients', { kind: 'start-clients', input: {} })
  t.same(start, { ok: true, value: 'for conductor' })
  t.match(await conductor.command('client', { kind: 'start-clients', input: {} }), {
    ok: false,
    refusal: { message: /Did you mean "clients"\?/ },
  })
  t.match(
    await conductor.command('network', {
      kind: 'cut-path',
      input: { from: 'a', to: 'bb' },
    }),
    { ok: false, refusal: { message: /one of the hosts a, b, .*found "bb"/ } },
  )
  t.match(await conductor.command('clients', { kind: 'list-acknowledged', input: {} }), {
    ok: false,
    refusal: { message: /clients left the lab before it answered/ },
  })
})
