import { createRandom } from '@understudy/shared'
import t from 'tap'
import { Scheduler } from '../../src/index.ts'

const unbounded = { untilMs: Number.MAX_SAFE_INTEGER, stepsMax: 1_000_000 }

t.test('actions run by time, and at equal times in the order in which they were set', async (t) => {
  const scheduler = new Scheduler(1_000)
  const random = createRandom('order')
  const ran: [number, number][] = []
  const expected: [number, number][] = []
  for (let i = 0; i < 5_000; i++) {
    const atMs = 1_000 + random.integer(0, 300)
    expected.push([atMs, i])
    scheduler.at(atMs, () => ran.push([scheduler.nowMs, i]))
  }
  expected.sort(([time, i], [otherTime, j]) => time - otherTime || i - j)
  t.equal(scheduler.runUntil(2_000, unbounded), 'reached')
  t.strictSame(ran, expected)
  t.equal(scheduler.nowMs, 2_000)
})

t.test('a cancelled action does not run, and its handle never reaches a later one', async (t) => {
  const scheduler = new Scheduler(0)
  const ran: string[] = []
  const first = scheduler.at(5, () => ran.push('first'))
  scheduler.cancel(first)
  scheduler.runUntil(10, unbounded)
  scheduler.at(15, () => ran.push('second'))
  scheduler.cancel(first)
  scheduler.runUntil(20, unbounded)
  t.strictSame(ran, ['second'])
})

t.test('an action for the past runs now, after what already waits for now', async (t) => {
  const scheduler = new Scheduler(100)
  const ran: string[] = []
  scheduler.at(100, () => ran.push('waiting'))
  scheduler.at(50, () => ran.push('late'))
  scheduler.runUntil(100, unbounded)
  t.strictSame(ran, ['waiting', 'late'])
  t.equal(scheduler.nowMs, 100)
})

t.test(
  'what is asked for at a moment, for that moment, runs after what already waits for it',
  async (t) => {
    const scheduler = new Scheduler(0)
    const ran: string[] = []
    const note = (text: string) => () => void ran.push(`${scheduler.nowMs} ${text}`)
    scheduler.at(5, () => {
      scheduler.at(5, note('asked for at 5, first'))
      scheduler.cancel(scheduler.at(5, note('cancelled')))
      scheduler.after(1, note('later'))
      scheduler.at(5, () => scheduler.at(5, note('asked for last')))
      scheduler.at(4, note('for the past'))
    })
    scheduler.at(5, note('asked for before'))
    scheduler.runUntil(() => ran.length === 2, unbounded)
    t.strictSame(ran, ['5 asked for before', '5 asked for at 5, first'])
    t.equal(scheduler.runUntil(4, unbounded), 'reached', 'nothing runs before its time')
    t.equal(ran.length, 2)
    t.equal(scheduler.runUntil(10, unbounded), 'reached')
    t.strictSame(ran.slice(2), ['5 for the past', '5 asked for last', '6 later'])
  },
)

t.test('a run ends at its condition, at its bounds, or when nothing is left', async (t) => {
  const scheduler = new Scheduler(0)
  let ticks = 0
  const tick = (): void => {
    ticks += 1
    if (ticks < 100) scheduler.after(1, tick)
  }
  scheduler.after(1, tick)
  t.equal(
    scheduler.runUntil(() => ticks === 3, unbounded),
    'reached',
  )
  t.equal(scheduler.nowMs, 3)
  t.equal(
    scheduler.runUntil(() => false, { untilMs: 10, stepsMax: 1_000 }),
    'late',
  )
  t.equal(scheduler.nowMs, 10)
  t.equal(
    scheduler.runUntil(() => false, { untilMs: 1_000, stepsMax: 5 }),
    'exhausted',
  )
  t.equal(scheduler.nowMs, 15)
  t.equal(
    scheduler.runUntil(() => false, unbounded),
    'idle',
  )
  t.equal(ticks, 100)
})
