import t from 'tap'
import { LabPacer } from '../../src/clock/lab-pacer.ts'
import { PacingClock } from '../../src/clock/pacing-clock.ts'
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

t.test(
  'DESIGN 5: without loopback’s order nobody acts by a new time before all have it',
  async (t) => {
    const told: string[] = []
    const pacer = new LabPacer(
      { mode: 'skip', startsAtMs, awaited: [], isOrdered: false },
      {
        isMoving: () => false,
        ask: () => undefined,
        tell: () => undefined,
        holdAll: () => told.push('hold'),
        tellAll: (_clock, due) => told.push(`go: ${due.join()}`),
      },
    )
    t.teardown(() => pacer.stop())
    for (const name of ['a', 'b', 'c']) {
      pacer.barrier.join(name)
      pacer.barrier.idle(name, 0, startsAtMs + (name === 'a' ? 60_000 : 90_000))
    }
    pacer.poke()
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve))
    t.same(told, ['hold'])
    pacer.held('a')
    pacer.held('b')
    t.same(told, ['hold'], 'c does not have it yet')
    pacer.leave('c')
    t.same(told, ['hold', 'go: a'], 'who left is not waited for')
  },
)

t.test(
  'DESIGN 5: a participant that holds a time has it, and waits with what is due by it',
  (t) => {
    const clock = new PacingClock(stateAt(0), () => undefined)
    t.teardown(() => clock.stop())
    let isFired = false
    clock.setTimer('x', 60_000, () => {
      isFired = true
    })
    clock.hold(stateAt(60_000))
    t.ok(clock.nowMs() >= 60_000)
    t.notOk(isFired)
    clock.jump(stateAt(60_000))
    t.ok(isFired)
    t.end()
  },
)

const stateAt = (skippedMs: number) => ({
  factor: 1,
  originLabMs: 0,
  originMonotonicMs: monotonicMs(),
  skippedMs,
})
