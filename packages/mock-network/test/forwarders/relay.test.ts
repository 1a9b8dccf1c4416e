import { once } from 'node:events'
import type { Socket } from 'node:net'
import { monotonicMs } from '@understudy/lab-channel'
import { Chain, type ToxicSpec } from '@understudy/network-model'
import { toxic } from '@understudy/network-model/parity'
import { createRandom } from '@understudy/shared'
import t, { type Test } from 'tap'
import { RealTimers } from '../../src/clock/real-timers.ts'
import { HeldBudget } from '../../src/forwarders/held-budget.ts'
import { Relay } from '../../src/forwarders/relay.ts'
import { endingOf, nextText } from '../support/echo-appliance.ts'
import { tcpPair } from '../support/tcp-pair.ts'

interface Options {
  readonly up?: readonly ToxicSpec[]
  readonly down?: readonly ToxicSpec[]
  readonly manner?: 'transparent' | 'terminating'
  readonly budget?: HeldBudget
}

/** A relay in real time between a client and a server. */
async function startRelay(t: Test, options: Options = {}) {
  const { up = [], down = [], manner = 'terminating', budget = new HeldBudget() } = options
  const client = await tcpPair(t)
  const server = await tcpPair(t)
  const time = new RealTimers()
  const chain = (specs: readonly ToxicSpec[]) =>
    new Chain(specs, createRandom('relay'), time.nowMs())
  let closed = (): void => undefined
  const over = new Promise<void>((resolve) => {
    closed = resolve
  })
  const carried = { upstream: 0, downstream: 0 }
  const relay = new Relay(
    {
      client: client.near,
      upstream: server.near,
      chains: { upstream: chain(up), downstream: chain(down) },
      time,
      manner,
      budget,
    },
    {
      closed,
      carried: (direction, byteCount) => {
        carried[direction] += byteCount
      },
    },
  )
  t.teardown(() => relay.destroy())
  return { relay, client: client.far, server: server.far, over, carried, budget }
}

const gotten = async (socket: Socket): Promise<Buffer> => {
  const pieces: Buffer[] = []
  socket.on('data', (piece: Buffer) => pieces.push(piece))
  await once(socket, 'end')
  return Buffer.concat(pieces)
}

t.test(
  'NET-10: a relay in real time delays by at least the latency, each way by its own',
  async (t) => {
    const { client, server } = await startRelay(t, { up: [toxic('latency', { latency: 40 })] })
    const sentAtMs = monotonicMs()
    client.write('there')
    t.equal(await nextText(server), 'there')
    const thereMs = monotonicMs() - sentAtMs
    t.ok(thereMs >= 40, `${thereMs} ms`)
    server.write('back')
    t.equal(await nextText(client), 'back')
  },
)

t.test('NET-10: large data pass whole and unchanged through every toxic that delays', async (t) => {
  const up = [
    toxic('latency', { latency: 5, jitter: 5 }),
    toxic('slicer', { average_size: 5_000, size_variation: 2_000, delay: 50 }),
    toxic('bandwidth', { rate: 30_000 }),
    toxic('packet_loss', { loss_rate: 0.01, retransmit_ms: 3 }),
    toxic('slow_close', { delay: 20 }),
  ]
  const { client, server, carried, over, budget } = await startRelay(t, { up })
  const bytes = Buffer.from(createRandom('bytes').hex(2_000_000))
  const got = gotten(server)
  client.end(bytes)
  t.ok((await got).equals(bytes))
  server.end()
  await over
  t.equal(carried.upstream, bytes.length)
  t.equal(budget.heldBytes, 0)
})

t.test('NET-10: as a proxy, the end of one side closes the other', async (t) => {
  const { client, server, over } = await startRelay(t)
  client.end('last words')
  t.equal((await gotten(server)).toString(), 'last words')
  server.write('nobody listens')
  server.end()
  await over
  t.pass('both are closed')
})

t.test('NET-10: as a proxy, a reset of one side is an end at the other', async (t) => {
  const { client, server, over } = await startRelay(t)
  const ending = endingOf(client)
  server.resetAndDestroy()
  t.equal(await ending, 'end')
  client.destroy()
  await over
})

t.test('NET-10: reset_peer resets both sides', async (t) => {
  const { client, server, over } = await startRelay(t, { up: [toxic('reset_peer')] })
  const endings = Promise.all([endingOf(client), endingOf(server)])
  client.write('x')
  t.same(await endings, ['ECONNRESET', 'ECONNRESET'])
  await over
})

t.test('NET-10: timeout closes a silent connection, and its removal any', async (t) => {
  const timed = await startRelay(t, { down: [toxic('timeout', { timeout: 30 })] })
  const beganMs = monotonicMs()
  t.equal(await endingOf(timed.client), 'end')
  t.ok(monotonicMs() - beganMs >= 29)
  const endless = await startRelay(t, { down: [toxic('timeout', { timeout: 0 })] })
  const ending = endingOf(endless.client)
  endless.relay.change('downstream', [])
  t.equal(await ending, 'end')
})

t.test('NET-10: toxics come and go on a living connection', async (t) => {
  const { relay, client, server } = await startRelay(t)
  client.write('before')
  t.equal(await nextText(server), 'before')
  relay.change('upstream', [toxic('bandwidth', { rate: 0 })])
  client.write('held')
  let heard = ''
  server.on('data', (piece) => {
    heard += piece
  })
  server.write('echo')
  t.equal(await nextText(client), 'echo')
  t.equal(heard, '')
  const arrival = once(server, 'data')
  relay.change('upstream', [])
  await arrival
  t.equal(heard, 'held')
})

t.test(
  'NET-09: what a stalled stream holds is bounded: the rest waits at the sender',
  async (t) => {
    const { client, budget, relay } = await startRelay(t, { up: [toxic('bandwidth', { rate: 0 })] })
    const piece = Buffer.alloc(1024 * 1024)
    for (let mib = 0; mib < 64; mib++) client.write(piece)
    for (let before = -1; before !== client.bytesWritten - client.writableLength; ) {
      before = client.bytesWritten - client.writableLength
      for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    t.ok(budget.heldBytes >= 4 * 1024 * 1024, `${budget.heldBytes} bytes`)
    t.ok(budget.heldBytes <= 4 * 1024 * 1024 + 64 * 1024)
    relay.destroy()
    t.equal(budget.heldBytes, 0)
  },
)

t.test('NET-10: many slices leave the event loop to others, and arrive whole', async (t) => {
  const { client, server, carried } = await startRelay(t, {
    up: [toxic('slicer', { average_size: 10 })],
  })
  const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, at) => at & 255))
  const arrived = gotten(server)
  let writtenBefore = 0
  let mostBytes = 0
  let isOver = false
  const watch = (): void => {
    mostBytes = Math.max(mostBytes, carried.upstream - writtenBefore)
    writtenBefore = carried.upstream
    if (!isOver) setImmediate(watch)
  }
  watch()
  client.end(bytes)
  t.ok((await arrived).equals(bytes))
  isOver = true
  // 64 slices of at most 10 bytes in a turn, and as many more for a read in it.
  t.ok(mostBytes <= 2 * 64 * 10, `${mostBytes} bytes in one turn`)
})

t.test(
  'NET-01: as a wire, a reset passes as one either way, and after an end the other half goes on',
  async (t) => {
    for (const [from, to] of [
      ['server', 'client'],
      ['client', 'server'],
    ] as const) {
      const reset = await startRelay(t, { manner: 'transparent' })
      const ending = endingOf(reset[to])
      reset[from].resetAndDestroy()
      t.equal(await ending, 'ECONNRESET', `from the ${from}`)
    }
    const half = await startRelay(t, { manner: 'transparent' })
    half.client.end('question')
    t.equal((await gotten(half.server)).toString(), 'question')
    half.server.end('answer')
    t.equal((await gotten(half.client)).toString(), 'answer')
    await half.over
  },
)
