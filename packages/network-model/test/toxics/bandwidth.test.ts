import t from 'tap'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-10: bandwidth paces bytes in pieces of 100 ms, 1 KB being 1000 bytes', (t) => {
  const log = new ChainLog([toxic('bandwidth', { rate: 2 })])
  log.push(500).end().until(1_000)
  t.same(log.lines, [
    [100, 'bytes 200'],
    [200, 'bytes 200'],
    [250, 'bytes 100'],
    [250, 'end'],
  ])
  t.end()
})

t.test('NET-09: what comes while the line is busy waits for it', (t) => {
  const log = new ChainLog([toxic('bandwidth', { rate: 1 })])
  log.push(80).until(50).push(30).until(300).push(10).until(400)
  t.same(log.lines, [
    [80, 'bytes 80'],
    [110, 'bytes 30'],
    [310, 'bytes 10'],
  ])
  t.end()
})

t.test('NET-10: a rate of 0 stalls the stream until it changes', (t) => {
  const log = new ChainLog([toxic('bandwidth', { rate: 0 })])
  log.push(80).push(20).end().until(3_600_000)
  t.same(log.lines, [])
  t.equal(log.chain.wakeAtMs, null)
  t.equal(log.chain.heldBytes, 100)
  log.change(toxic('bandwidth', { rate: 10 })).until(3_600_010)
  t.same(log.lines, [
    [3_600_000, 'bytes 80'],
    [3_600_002, 'bytes 20'],
    [3_600_002, 'end'],
  ])
  t.end()
})

t.test('NET-09: times between two milliseconds do not add up to an error', (t) => {
  const log = new ChainLog([toxic('bandwidth', { rate: 3 })])
  for (let piece = 0; piece < 3_000; piece++) log.push(1)
  log.until(999.9)
  t.equal(log.passedBytes, 2_999)
  log.until(1_000.001)
  t.equal(log.passedBytes, 3_000)
  t.end()
})

t.test(
  'NET-09: a chain is full at 4 MiB before a toxic that holds up, or 8,192 pieces, and no more when they have passed',
  (t) => {
    const big = new ChainLog([toxic('bandwidth', { rate: 1_000 })])
    for (let piece = 0; piece < 63; piece++) big.push(65_536)
    t.notOk(big.chain.isFull)
    t.ok(big.push(65_536).chain.isFull)
    t.notOk(big.until(100).chain.isFull)
    const small = new ChainLog([toxic('bandwidth', { rate: 0 })])
    for (let piece = 0; piece < 8_192; piece++) small.push(1)
    t.notOk(small.chain.isFull)
    t.ok(small.push(1).chain.isFull, 'one is being served, 8,192 wait')
    t.end()
  },
)
