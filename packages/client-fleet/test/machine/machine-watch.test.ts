import t from 'tap'
import { type MachineSenses, MachineWatch } from '../../src/machine/machine-watch.ts'
import { processorTimeOf } from '../../src/machine/processor-time.ts'

/** A machine of the script: what it tells next is what the test has set. */
function machine() {
  const told = { lateMs: 3, stolen: 0, total: 1_000, wallMs: 9_000_000, monotonicMs: 5_000 }
  const procStat = () => `cpu  ${told.total - told.stolen} 0 0 0 0 0 0 ${told.stolen} 0 0\ncpu0 1 2`
  const senses: MachineSenses = {
    lateMs: () => told.lateMs,
    procStat,
    wallMs: () => told.wallMs,
    monotonicMs: () => told.monotonicMs,
  }
  const watch = new MachineWatch(senses)
  return (change: Partial<typeof told>) => {
    const before = { ...told }
    Object.assign(told, { total: before.total + 100 }, change)
    told.wallMs = change.wallMs ?? before.wallMs + 1_000
    told.monotonicMs = before.monotonicMs + 1_000
    return watch.look()
  }
}

t.test('REH-08: a quiet machine has nothing to tell', async (t) => {
  const look = machine()
  t.equal(look({}), null)
  t.equal(look({ lateMs: 49 }), null)
})

t.test('REH-08: an event loop that is late is noticed', async (t) => {
  t.same(machine()({ lateMs: 80.4 }), { lateMs: 80, stealShare: 0, clockJumpMs: 0 })
})

t.test(
  'REH-08: processors that others had are noticed, as a share of the time since',
  async (t) => {
    const look = machine()
    t.same(look({ stolen: 25 }), { lateMs: 3, stealShare: 0.25, clockJumpMs: 0 })
    t.equal(look({ stolen: 25 }), null, 'and no longer than they were')
  },
)

t.test('REH-08: a jump of the wall clock is noticed, in both directions', async (t) => {
  const look = machine()
  t.equal(look({ wallMs: 9_004_000 })?.clockJumpMs, 3_000)
  t.equal(look({}), null)
  t.equal(look({ wallMs: 9_000_000 })?.clockJumpMs, -6_000)
})

t.test('REH-08: where /proc/stat is not as expected nothing is said of it', async (t) => {
  t.equal(processorTimeOf('cpu 1 2 3'), null)
  t.equal(processorTimeOf(''), null)
  t.same(processorTimeOf('cpu  10 1 5 80 2 0 1 4 3 0\ncpu0 1'), { total: 103, stolen: 4 })
})
