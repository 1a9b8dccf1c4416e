import t from 'tap'
import { LabPacer } from '../../src/clock/lab-pacer.ts'
import { monotonicMs } from '../../src/index.ts'

const startsAtMs = 1_351_980_000_000

t.test(
  'DESIGN 5: under steady traffic questions are few, and when it is over the clock jumps',
  async (t) => {
    const dayMs = 86_400_000
    let questionCount = 0
    let sentCount = 0
    let isTrafficOver = false
    const pacer: LabPacer = new LabPacer(
      { mode: 'skip', startsAtMs, awaited: [] },
      {
        isMoving: () => false,
        tell: () => undefined,
        tellAll: () => undefined,
        // Whoever is asked answers at once, and sends the next byte.
        ask: (name) => {
          questionCount++
          pacer.barrier.sent(name)
          sentCount++
          pacer.barrier.idle(name, sentCount, startsAtMs + dayMs)
          if (!isTrafficOver) pacer.barrier.moved(name)
          pacer.poke()
        },
      },
    )
    t.teardown(() => pacer.stop())
    pacer.barrier.join('a')
    const beganMs = monotonicMs()
    pacer.moved('a')
    for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve))
    const tookMs = monotonicMs() - beganMs
    t.ok(questionCount >= 8, `${questionCount} questions`)
    t.ok(questionCount <= 10 + tookMs, `${questionCount} questions in ${tookMs} ms`)
    t.equal(pacer.jumpCount, 0)
    isTrafficOver = true
    while (pacer.jumpCount === 0) await new Promise((resolve) => setImmediate(resolve))
    t.ok(pacer.nowMs() >= startsAtMs + dayMs)
  },
)
