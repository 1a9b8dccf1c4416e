import { once } from 'node:events'
import { Chain } from '@understudy/network-model'
import { createRandom } from '@understudy/shared'
import t from 'tap'
import { RealTimers } from '../../src/clock/real-timers.ts'
import { Relay } from '../../src/forwarders/relay.ts'
import { ReadBuffers, ReusedReads } from '../../src/forwarders/reused-reads.ts'
import { tcpPair } from '../support/tcp-pair.ts'

const bufferOf = ({ onread }: ReusedReads): Uint8Array =>
  typeof onread.buffer === 'function' ? onread.buffer() : onread.buffer

const read = (reads: ReusedReads, byteCount: number): Uint8Array => {
  reads.onread.callback(byteCount, bufferOf(reads))
  return bufferOf(reads)
}

t.test('NET-01: memory that is still in use is not read into, other memory is used again', (t) => {
  const reads = new ReusedReads(new ReadBuffers())
  let isKept = false
  reads.onChunk(() => isKept)
  const first = bufferOf(reads)
  t.ok(read(reads, 10) === first)
  isKept = true
  const second = read(reads, 10)
  t.ok(second !== first)
  t.ok(read(reads, 8 * 1024) !== second, 'even if it was full')
  t.end()
})

t.test('NET-01: streams that fill their buffers get large ones, 64 of them at a time', (t) => {
  const buffers = new ReadBuffers()
  const all = Array.from({ length: 65 }, () => new ReusedReads(buffers))
  for (const reads of all) {
    reads.onChunk(() => false)
    read(reads, 8 * 1024)
  }
  const sizes = all.map((reads) => bufferOf(reads).length / 1024)
  t.same(sizes, [...Array.from({ length: 64 }, () => 256), 8])
  const [first, second] = all
  const last = all.at(-1) as ReusedReads
  if (first) t.equal(read(first, 100).length, 8 * 1024, 'a small read gives it back')
  t.equal(read(last, 8 * 1024).length, 256 * 1024)
  const another = new ReusedReads(buffers)
  another.onChunk(() => false)
  t.equal(read(another, 8 * 1024).length, 8 * 1024)
  second?.stop()
  second?.stop()
  t.equal(read(another, 8 * 1024).length, 256 * 1024, 'and so does a closed socket')
  const one = new ReusedReads(buffers)
  one.onChunk(() => false)
  t.equal(read(one, 8 * 1024).length, 8 * 1024, 'once')
  t.end()
})

t.test(
  'NET-01: small pieces arrive unchanged after a reader has let its buffers fill',
  async (t) => {
    const upstreamReads = new ReusedReads(new ReadBuffers())
    const client = await tcpPair(t)
    const server = await tcpPair(t, upstreamReads.onread)
    const time = new RealTimers()
    const chain = () => new Chain([], createRandom('reads'), time.nowMs())
    const piece = (index: number): Buffer => Buffer.alloc(6_000, index % 251)
    let sent = 0
    const relay = new Relay(
      {
        client: client.near,
        upstream: server.far,
        upstreamReads,
        chains: { upstream: chain(), downstream: chain() },
        time,
        manner: 'transparent',
      },
      {
        closed: () => undefined,
        // One piece at a time, so that each is a read of its own.
        received: () => server.near.write(piece(sent++)),
      },
    )
    t.teardown(() => relay.destroy())
    server.near.write(piece(sent++))
    for (let before = -1; before !== sent; ) {
      before = sent
      for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    const total = sent
    const got: Buffer[] = []
    let gotBytes = 0
    client.far.on('data', (bytes: Buffer) => {
      got.push(bytes)
      gotBytes += bytes.length
    })
    while (gotBytes < total * 6_000) await once(client.far, 'data')
    const wanted = Array.from({ length: total }, (_, index) => piece(index))
    t.ok(total > 10, `${total} pieces filled the way`)
    t.ok(
      Buffer.concat(got)
        .subarray(0, total * 6_000)
        .equals(Buffer.concat(wanted)),
    )
  },
)
