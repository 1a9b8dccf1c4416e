import t from 'tap'
import { monotonicMs } from '../../src/clock/monotonic.ts'
import { standaloneClock } from '../../src/index.ts'

t.test('DESIGN 5: outside a lab, lab time is wall time and timers wait for real', async (t) => {
  const clock = standaloneClock()
  const beganMs = monotonicMs()
  const before = Date.now()
  const nowMs = clock.nowMs()
  t.ok(nowMs >= before - 5 && nowMs <= Date.now() + 5, `${nowMs} against ${before}`)
  const order: string[] = []
  await new Promise<void>((resolve) => {
    clock.setTimer('past', nowMs - 1_000, () => order.push('past'))
    clock.setTimer('soon', nowMs + 20, () => {
      order.push('soon')
      clock.setTimer('next', clock.nowMs(), () => {
        order.push('next')
        clock.setTimer('last', nowMs + 40, resolve)
      })
    })
    clock.setTimer('never', nowMs + 30, () => order.push('never'))
    clock.clearTimer('never')
    t.same(order, [], 'no timer fires synchronously')
  })
  t.same(order, ['past', 'soon', 'next'])
  t.ok(monotonicMs() - beganMs >= 38)
})
