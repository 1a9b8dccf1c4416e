import t from 'tap'
import { checkSchedule, drawSchedule, type Schedule, shrink } from '../../src/index.ts'

const has = ({ faults }: Schedule, fault: string): boolean =>
  faults.some((one) => one.fault === fault)

/** The first drawn schedule of many faults with both. */
function drawn(): Schedule {
  for (let seed = 1; ; seed++) {
    const schedule = drawSchedule(String(seed), { mode: 'safe' })
    if (schedule.faults.length === 10 && has(schedule, 'kill') && has(schedule, 'cut'))
      return schedule
  }
}

t.test(
  'CHA-04: of ten faults the two that matter are left, in a plain lab, at plain times',
  async (t) => {
    const { schedule, plays } = shrink(drawn(), (one) => has(one, 'kill') && has(one, 'cut'))
    t.same(schedule.faults.map(({ fault }) => fault).sort(), ['cut', 'kill'])
    t.match(schedule.lab, { representatives: 1, jumpClients: 0, storedSessions: 0, latencyMs: 1 })
    t.match(schedule.faults, [{ atMs: 0 }, { atMs: 0 }])
    t.ok(plays < 200, `${plays} plays`)
    t.equal(checkSchedule(JSON.parse(JSON.stringify(schedule))).ok, true)
  },
)

t.test('CHA-04: what does not matter alone and matters together is kept together', async (t) => {
  const whole = drawn()
  const { schedule } = shrink(whole, ({ faults }) => faults.length >= 3)
  t.equal(schedule.faults.length, 3)
})

t.test('CHA-04: shrinking ends at its bound, with one that still fails', async (t) => {
  let plays = 0
  const fails = (one: Schedule): boolean => {
    plays += 1
    return has(one, 'kill')
  }
  const { schedule } = shrink(drawn(), fails, { playsMax: 7 })
  t.equal(plays, 7)
  t.ok(has(schedule, 'kill'))
})
