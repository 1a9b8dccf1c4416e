import t from 'tap'
import { nextRetransmissionAtMs } from '../../src/index.ts'

t.test('NET-12: bytes are sent again after 1, 3, 7, 15, 31, 63 s, and then every minute', (t) => {
  const sentAtMs = 500
  const moments: number[] = []
  for (let nowMs = sentAtMs; moments.length < 9; nowMs = (moments.at(-1) ?? 0) + 1) {
    moments.push(nextRetransmissionAtMs(sentAtMs, nowMs))
  }
  t.same(
    moments.map((atMs) => (atMs - sentAtMs) / 1_000),
    [1, 3, 7, 15, 31, 63, 123, 183, 243],
  )
  t.equal(nextRetransmissionAtMs(0, 3_000), 3_000, 'what is due now')
  t.equal(nextRetransmissionAtMs(0, 3_600_000), 3_603_000)
  t.end()
})
