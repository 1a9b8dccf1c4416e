import t from 'tap'
import { freshConnectionRate, takeConnectionDelayMs } from '../../src/clients/connection-rate.ts'

t.test('CLI-03: no more places are kept than the site may know clients', async (t) => {
  const rate = freshConnectionRate(3)
  const delays = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
    takeConnectionDelayMs(rate, name, 1, 5_000),
  )
  t.same(delays, [0, 1_000, 2_000, 3_000, 4_000, 4_000], 'the last two have no place')
  for (const [i, name] of ['b', 'c', 'd'].entries())
    t.equal(takeConnectionDelayMs(rate, name, 1, 6_000 + i * 1_000), 0)
  t.equal(takeConnectionDelayMs(rate, 'e', 1, 9_000), 0, 'who has none asks again')
  t.equal(takeConnectionDelayMs(rate, 'f', 1, 9_000), 1_000)
})

t.test('CLI-03: who comes more than a minute late takes another’s place', async (t) => {
  const second = (lateMs: number) => {
    const rate = freshConnectionRate(10)
    takeConnectionDelayMs(rate, 'first', 1, 0)
    t.equal(takeConnectionDelayMs(rate, 'late', 1, 0), 1_000)
    t.equal(takeConnectionDelayMs(rate, 'late', 1, 1_000 + lateMs), 0)
    return takeConnectionDelayMs(rate, 'other', 1, 1_000 + lateMs)
  }
  t.equal(second(60_000), 0)
  t.equal(second(60_001), 999)
})

t.test('CLI-03: a clock that is set right by an hour sends nobody away for an hour', async (t) => {
  const rate = freshConnectionRate(100)
  const wrongMs = 3_600_000
  t.equal(takeConnectionDelayMs(rate, 'a', 1, wrongMs), 0)
  t.equal(takeConnectionDelayMs(rate, 'b', 1, wrongMs), 1_000)
  t.equal(takeConnectionDelayMs(rate, 'b', 1, 5_000), 0, 'its place was in another time')
  t.equal(takeConnectionDelayMs(rate, 'c', 1, 5_000), 1_000)
})
