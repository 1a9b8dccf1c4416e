import t from 'tap'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-09: a lost packet stalls the stream for the retransmission, doubled per loss', (t) => {
  const spec = toxic('packet_loss', { loss_rate: 0.5, retransmit_ms: 100 })
  const stalls = new Map<number, number>()
  const log = new ChainLog([spec])
  for (let round = 0; round < 4_000; round++) {
    const sentAtMs = log.nowMs
    log.push(100).until(sentAtMs + 10_000_000)
    const stallMs = (log.lines.at(-1)?.[0] ?? 0) - sentAtMs
    stalls.set(stallMs, (stalls.get(stallMs) ?? 0) + 1)
  }
  const shareOf = (ms: number): number => (stalls.get(ms) ?? 0) / 4_000
  t.ok(Math.abs(shareOf(0) - 0.5) < 0.03, `none lost: ${shareOf(0)}`)
  t.ok(Math.abs(shareOf(100) - 0.25) < 0.03, `one: ${shareOf(100)}`)
  t.ok(Math.abs(shareOf(300) - 0.125) < 0.03, `two in a row: ${shareOf(300)}`)
  t.equal(log.passedBytes, 400_000, 'and nothing is lost')
  t.end()
})

t.test('NET-09: packets of 1,460 bytes are lost each by itself, in order', (t) => {
  const log = new ChainLog([toxic('packet_loss', { loss_rate: 0.1, retransmit_ms: 10 })])
  log.push(1_460_000).until(10_000)
  t.equal(log.passedBytes, 1_460_000)
  const runs = log.lines.length - 1
  t.ok(runs > 70 && runs < 140, `${runs} stalls of 1,000 packets`)
  t.end()
})

t.test('NET-09: correlated loss comes in bursts', (t) => {
  const stallsOf = (correlation: number): number => {
    const attributes = { loss_rate: 0.1, correlation, retransmit_ms: 1 }
    const log = new ChainLog([toxic('packet_loss', attributes)]).push(1_460_000).until(1e9)
    return log.lines.length
  }
  t.ok(stallsOf(0.8) < stallsOf(0) / 2, 'fewer stalls, each of more losses')
  t.end()
})

t.test('NET-09: where everything is lost, TCP gives the connection up after 15 losses', (t) => {
  const log = new ChainLog([toxic('packet_loss', { loss_rate: 1 })]).push(10).until(100_000_000)
  const doubled = [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4]
  const seconds = doubled.reduce((sum, s) => sum + s, 0) + 5 * 120
  t.same(log.lines, [
    [Math.round(seconds * 1_000), 'drop 10'],
    [Math.round(seconds * 1_000), 'reset'],
  ])
  t.end()
})
