import t from 'tap'
import { RequestTimes, requestTimeoutMs } from '../../src/measures/request-times.ts'

const minuteMs = 60_000

t.test('CLI-03: a percentile is the least time within which that share was answered', (t) => {
  const times = new RequestTimes()
  // 1 to 200 ms, in an order of no meaning.
  for (let i = 0; i < 200; i++) times.count(((i * 77) % 200) + 1, 1_000 + i)
  times.flush(2_000)
  t.same(times.take(), [
    {
      name: 'requests-measured',
      fromMs: 1_000,
      toMs: 2_000,
      count: 200,
      failed: 0,
      p50Ms: 100,
      p99Ms: 198,
      maxMs: 200,
    },
  ])
  t.same(times.take(), [], 'told once')
  times.flush(3_000)
  t.same(times.take(), [], 'nothing counted, nothing told')
  t.end()
})

t.test('CLI-03: a minute is told when the next one has something, and starts from nothing', (t) => {
  const times = new RequestTimes()
  times.count(9_999, 59_000)
  times.count(requestTimeoutMs, 59_001)
  times.count(null, 59_002)
  t.same(times.take(), [])
  times.count(0, minuteMs)
  times.flush(minuteMs + 1)
  t.match(times.take(), [
    { fromMs: 59_000, toMs: minuteMs, count: 3, failed: 2, p50Ms: 9_999, maxMs: 9_999 },
    { fromMs: minuteMs, toMs: minuteMs + 1, count: 1, failed: 0, p50Ms: 0, p99Ms: 0, maxMs: 0 },
  ])
  t.end()
})
