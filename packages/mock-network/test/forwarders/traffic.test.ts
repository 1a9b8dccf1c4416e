import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import t from 'tap'
import { dial, endingOf, nextText, settled, startEcho } from '../support/echo-appliance.ts'
import { sharedAddress, startLab } from '../support/lab.ts'

const site = 'support.example.com'
const hourMs = 3_600_000

t.test('NET-01: clients reach the site through whoever has the shared address', async (t) => {
  const lab = await startLab(t)
  const a = await startEcho(t, lab, 'a')
  const b = await startEcho(t, lab, 'b')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  a.channel.claim(sharedAddress, 1)
  await settled(a.channel)
  const first = await dial(t, clients, site)
  t.equal(await nextText(first), 'a')
  first.write('hello')
  t.equal(await nextText(first), 'hello')

  // Lab time is held: nobody's patience shall end before the address has a new holder.
  clients.work.begin()
  a.channel.release(sharedAddress)
  await settled(a.channel)
  b.channel.claim(sharedAddress, 2)
  await settled(b.channel)
  const ending = endingOf(first)
  first.write('to whoever has it')
  clients.work.end()
  t.equal(await ending, 'ECONNRESET', 'the new holder knows nothing of established flows')
  t.equal(await nextText(await dial(t, clients, site)), 'b')
})

t.test(
  'NET-01: names and addresses of the lab have doors, others and other ports have none',
  async (t) => {
    const lab = await startLab(t)
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    t.type(clients.doorTo(site), 'number')
    t.equal(clients.doorTo('A.example.com', { port: 443 }), clients.doorTo('a.example.com'))
    t.equal(clients.doorTo('2001:db8::c000:20b'), clients.doorTo('192.0.2.11'))
    t.not(clients.doorTo('a.example.com'), clients.doorTo('b.example.com'))
    t.equal(clients.doorTo('c.example.com'), undefined)
    t.equal(clients.doorTo('a.example.com', { port: 80 }), undefined)
  },
)

t.test('NET-02: where nobody answers, a dial waits until lab time ends it', async (t) => {
  const lab = await startLab(t, { participants: ['clients'] })
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  const socket = await dial(t, clients, site)
  socket.write('is anybody there?')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('end', () => {
    heard += 'end'
  })
  await new Promise<void>((resolve) => {
    clients.clock.setTimer('timeout', clients.clock.nowMs() + hourMs, resolve)
  })
  t.equal(heard, '', 'an hour of silence')
  t.notOk(socket.destroyed)
})

t.test('NET-02: when an appliance dies its flows are reset and nobody answers', async (t) => {
  const lab = await startLab(t)
  const a = await startEcho(t, lab, 'a')
  const conductor = await lab.join({ name: 'conductor', kind: 'conductor', events: true })
  const owners: (string | null)[] = []
  const gone = new Promise<void>((resolve) => {
    conductor.onEvent((event) => {
      if (event.name !== 'traffic-owner') return
      owners.push(event.owner)
      if (event.owner === null) resolve()
    })
  })
  a.channel.claim(sharedAddress, 1)
  await settled(a.channel)
  const flow = await dial(t, conductor, site)
  t.equal(await nextText(flow), 'a')
  const ending = endingOf(flow)
  a.channel.close()
  await gone
  t.equal(await ending, 'ECONNRESET')
  t.same(owners, ['a', null])
})

t.test('NET-01: an appliance that has its address but listens no more refuses', async (t) => {
  const lab = await startLab(t)
  const a = await startEcho(t, lab, 'a')
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  a.server.close()
  await once(a.server, 'close')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  t.equal(await endingOf(await dial(t, clients, 'a.example.com')), 'ECONNRESET')
})

t.test('NET-09: a cut path stalls flows without a word; healed in time, they go on', async (t) => {
  const lab = await startLab(t, { participants: ['a', 'clients'] })
  const a = await startEcho(t, lab, 'a')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  const flow = await dial(t, clients, 'a.example.com')
  t.equal(await nextText(flow), 'a')
  let heard = ''
  flow.on('data', (chunk) => {
    heard += chunk
  })
  const path = { from: 'clients', to: 'a' }
  t.same(await clients.command('network', { kind: 'cut-path', input: path }), {
    ok: true,
    value: null,
  })
  flow.write('through the cut')
  await new Promise<void>((resolve) => {
    clients.clock.setTimer('ten minutes', clients.clock.nowMs() + hourMs / 6, resolve)
  })
  t.equal(heard, '', 'ten minutes of silence, after which TCP has not given up yet')
  const echo = nextText(flow)
  await clients.command('network', { kind: 'heal-path', input: path })
  t.equal(await echo, 'through the cut')
})

t.test('NET-12: a new holder behind a cut path resets a flow only when it is healed', async (t) => {
  const lab = await startLab(t)
  const a = await startEcho(t, lab, 'a')
  const b = await startEcho(t, lab, 'b')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  a.channel.claim(sharedAddress, 1)
  await settled(a.channel)
  const flow = await dial(t, clients, site)
  t.equal(await nextText(flow), 'a')
  const path = { from: 'clients', to: 'b' }
  await clients.command('network', { kind: 'cut-path', input: path })
  let ended = false
  const ending = endingOf(flow).then((how) => {
    ended = true
    return how
  })
  // Lab time is held: nobody's patience shall end meanwhile.
  clients.work.begin()
  a.channel.release(sharedAddress)
  await settled(a.channel)
  b.channel.claim(sharedAddress, 2)
  await settled(b.channel)
  flow.write('to whoever has it')
  for (let round = 0; round < 20; round++) await settled(clients)
  t.notOk(ended)
  await clients.command('network', { kind: 'heal-path', input: path })
  clients.work.end()
  t.equal(await ending, 'ECONNRESET')
})

t.test(
  'NET-12: what TCP gives up for a program without a heartbeat ends in an error, at both ends',
  async (t) => {
    const lab = await startLab(t, { participants: ['a', 'b'] })
    const a = await startEcho(t, lab, 'a')
    const b = await startEcho(t, lab, 'b')
    a.channel.claim('192.0.2.11', 1)
    await settled(a.channel)
    const accepted = once(a.server, 'connection') as Promise<[Socket]>
    const flow = await dial(t, b.channel, 'a.example.com')
    t.equal(await nextText(flow), 'a')
    const endings = Promise.all([endingOf(flow), endingOf((await accepted)[0])])
    await b.channel.command('network', { kind: 'cut-path', input: { from: 'b', to: 'a' } })
    flow.write('into the cut')
    const giveUpMs = b.channel.clock.nowMs() + 663_000
    t.same(await endings, ['ECONNRESET', 'ECONNRESET'])
    t.ok(b.channel.clock.nowMs() >= giveUpMs)
  },
)

t.test('NET-01: a half-closed connection still carries the other half', async (t) => {
  const lab = await startLab(t)
  const a = await startEcho(t, lab, 'a')
  const clients = await lab.join({ name: 'clients', kind: 'clients' })
  a.channel.claim('192.0.2.11', 1)
  await settled(a.channel)
  const flow = await dial(t, clients, 'a.example.com')
  let heard = ''
  flow.on('data', (chunk) => {
    heard += chunk
  })
  flow.end('last words')
  await once(flow, 'end')
  t.equal(heard, 'alast words')
})

t.test(
  'NET-01: what a slow reader has not taken waits at the sender, not in the network',
  async (t) => {
    const lab = await startLab(t)
    const a = await startEcho(t, lab, 'a')
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    a.channel.claim('192.0.2.11', 1)
    await settled(a.channel)
    const flow = await dial(t, clients, 'a.example.com')
    t.equal(await nextText(flow), 'a')
    flow.pause()
    const offeredBytes = 256 * 1024 * 1024
    const piece = Buffer.alloc(256 * 1024, 7)
    let sentBytes = 0
    const send = (): void => {
      while (sentBytes < offeredBytes) {
        sentBytes += piece.length
        if (!flow.write(piece)) return
      }
    }
    flow.on('drain', send)
    send()
    // It has stopped moving when a whole run of round trips finds as much sent as before.
    for (let before = -1; before !== sentBytes; ) {
      before = sentBytes
      for (let round = 0; round < 300; round++) await settled(clients)
    }
    t.ok(sentBytes < offeredBytes / 2, `${sentBytes} bytes are on the way, the rest waits`)
    flow.off('drain', send)
    flow.end()
    let gotBytes = 0
    flow.on('data', (got: Buffer) => {
      gotBytes += got.length
    })
    flow.resume()
    await once(flow, 'end')
    t.equal(gotBytes, sentBytes, 'and nothing of it is lost')
  },
)

t.test(
  'NET-01: what an appliance pours out arrives unchanged at a reader that dawdles',
  async (t) => {
    const lab = await startLab(t)
    const a = await startEcho(t, lab, 'a')
    const clients = await lab.join({ name: 'clients', kind: 'clients' })
    a.channel.claim('192.0.2.11', 1)
    await settled(a.channel)
    const bytes = randomBytes(24 * 1024 * 1024)
    a.server.once('connection', (socket: Socket) => {
      for (let at = 0; at < bytes.length; at += 70_000)
        socket.write(bytes.subarray(at, at + 70_000))
      socket.end()
    })
    const flow = await dial(t, clients, 'a.example.com')
    const pieces: Buffer[] = []
    flow.on('data', (piece: Buffer) => {
      pieces.push(piece)
      if (pieces.length % 5 > 0) return
      flow.pause()
      setImmediate(() => flow.resume())
    })
    await once(flow, 'end')
    t.ok(Buffer.concat(pieces).equals(Buffer.concat([Buffer.from('a'), bytes])))
  },
)
