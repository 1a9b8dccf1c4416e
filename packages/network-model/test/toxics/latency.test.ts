import t from 'tap'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-09: latency delays each piece from when it came, and holds none up', (t) => {
  const log = new ChainLog([toxic('latency', { latency: 100 })])
  log.push(10).until(30).push(20).until(40).push(5).until(200)
  t.same(log.lines, [
    [100, 'bytes 10'],
    [130, 'bytes 20'],
    [140, 'bytes 5'],
  ])
  t.equal(log.chain.heldBytes, 0)
  t.equal(log.chain.wakeAtMs, null)
  t.end()
})

t.test(
  'NET-10: latency takes off what a piece has waited already, and does not delay the end',
  (t) => {
    const slow = toxic('bandwidth', { rate: 1 })
    const log = new ChainLog([slow, toxic('latency', { latency: 60 })])
    log.push(50).push(50).end().until(200)
    t.same(log.lines, [
      [60, 'bytes 50'],
      [100, 'bytes 50'],
      [100, 'end'],
    ])
    t.end()
  },
)

t.test('NET-10: two latencies add up', (t) => {
  const specs = [
    toxic('latency', { latency: 100 }),
    toxic('latency', { latency: 50 }, { name: 'second' }),
  ]
  t.same(new ChainLog(specs).push(1).until(500).lines, [[150, 'bytes 1']])
  t.end()
})

t.test('NET-10: uniform jitter is drawn in [-jitter, jitter), and pieces keep their order', (t) => {
  const delays: number[] = []
  const log = new ChainLog([toxic('latency', { latency: 100, jitter: 20 })])
  for (let round = 0; round < 2_000; round++) {
    const sentAtMs = log.nowMs
    log.push(1).until(sentAtMs + 1_000)
    delays.push((log.lines.at(-1)?.[0] ?? 0) - sentAtMs)
  }
  t.equal(Math.min(...delays), 80)
  t.equal(Math.max(...delays), 119)
  const burst = new ChainLog([toxic('latency', { latency: 100, jitter: 90 })])
  for (let size = 1; size <= 50; size++) burst.push(size)
  burst.until(1_000)
  t.same(
    burst.lines.map(([, what]) => what),
    Array.from({ length: 50 }, (_, index) => `bytes ${index + 1}`),
  )
  t.end()
})

for (const { distribution, tailShare } of [
  { distribution: 'normal', tailShare: 0 },
  { distribution: 'pareto', tailShare: 0.001 },
]) {
  t.test(`NET-09: ${distribution} latency has its mean, its deviation and its tail`, (t) => {
    const log = new ChainLog([toxic('latency', { latency: 1_000, jitter: 50, distribution })])
    const delays: number[] = []
    for (let round = 0; round < 20_000; round++) {
      const sentAtMs = log.nowMs
      log.push(1).until(sentAtMs + 100_000)
      delays.push((log.lines.at(-1)?.[0] ?? 0) - sentAtMs)
    }
    const mean = delays.reduce((sum, ms) => sum + ms, 0) / delays.length
    const variance = delays.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / delays.length
    t.ok(Math.abs(mean - 1_000) < 3, `mean ${mean}`)
    t.ok(Math.abs(Math.sqrt(variance) - 50) < 10, `deviation ${Math.sqrt(variance)}`)
    const beyond = delays.filter((ms) => ms > 1_000 + 6 * 50).length / delays.length
    t.ok(tailShare === 0 ? beyond === 0 : beyond > tailShare, `beyond six deviations: ${beyond}`)
    t.end()
  })
}

t.test(
  'NET-10: a change lets the piece pass that is just being delayed, the others wait anew',
  (t) => {
    const log = new ChainLog([toxic('latency', { latency: 100 })])
    log.push(1).until(10).push(2).until(50)
    log.change(toxic('latency', { latency: 300 })).until(1_000)
    t.same(log.lines, [
      [50, 'bytes 1'],
      [310, 'bytes 2'],
    ])
    t.end()
  },
)

t.test(
  'NET-10: when a latency goes, all that it held passes at once and bytes go around it',
  (t) => {
    const log = new ChainLog([toxic('latency', { latency: 100 })])
    log.push(1).until(10).push(2).until(50)
    t.notOk(log.chain.isClear)
    log.change()
    t.same(log.lines, [
      [50, 'bytes 1'],
      [50, 'bytes 2'],
    ])
    t.ok(log.chain.isClear)
    t.end()
  },
)

t.test('NET-10: a latency is no bandwidth: 32 MiB are under way in its time', (t) => {
  const log = new ChainLog([toxic('latency', { latency: 1_000 })])
  for (let piece = 0; piece < 511; piece++) log.push(65_536)
  t.notOk(log.chain.isFull)
  t.ok(log.push(65_536).chain.isFull)
  t.notOk(log.until(1_000).chain.isFull)
  t.equal(log.passedBytes, 32 * 1024 * 1024)
  // What waits before a bandwidth on the way is bounded as ever.
  const slow = new ChainLog([toxic('latency', { latency: 1 }), toxic('bandwidth', { rate: 0 })])
  for (let piece = 0; piece < 64; piece++) slow.push(65_536)
  t.notOk(slow.chain.isFull)
  t.ok(slow.until(2).chain.isFull)
  t.end()
})
