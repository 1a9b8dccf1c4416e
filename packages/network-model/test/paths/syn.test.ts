import t from 'tap'
import { nextSynAtMs } from '../../src/index.ts'

t.test('NET-02: a SYN that nobody answers is repeated after 1, 3, 7, 15 and 31 s', (t) => {
  const times: (number | null)[] = [0, 1, 2, 3, 4, 5].map((repeats) => nextSynAtMs(500, repeats))
  t.same(times, [1_500, 3_500, 7_500, 15_500, 31_500, null])
  t.end()
})
