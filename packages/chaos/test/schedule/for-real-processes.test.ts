import t from 'tap'
import {
  drawSchedule,
  faultKinds,
  forRealProcesses,
  modes,
  onlyVirtualFaults,
} from '../../src/index.ts'

t.test(
  'CHA-06: a schedule for real processes has only faults they can be put through, a kill and a change of roles',
  async (t) => {
    for (const mode of modes)
      for (let seed = 1; seed <= 60; seed++) {
        const { faults } = drawSchedule(String(seed), { mode, world: 'real' })
        const names = faults.map(({ fault }) => fault)
        t.same(
          names.filter((name) => faultKinds[name].onlyVirtual !== null),
          [],
        )
        t.ok(names.includes('kill'), `seed ${seed}`)
        t.ok(names[0] === 'change-role' || names[0] === 'fail-over', `seed ${seed}`)
        t.ok((faults[1]?.atMs ?? 0) >= 5_000, 'roles change before anything else is broken')
      }
  },
)

t.test('CHA-06: what only virtual boxes have is left out of a schedule, and named', async (t) => {
  t.ok(onlyVirtualFaults.has('clock-jump') && !onlyVirtualFaults.has('cut'))
  const whole = drawSchedule('7', { mode: 'safe', faults: ['kill', 'clock-jump'] })
  const { schedule, leftOut } = forRealProcesses(whole)
  t.same([...schedule.faults, ...leftOut].length, whole.faults.length)
  t.ok(leftOut.length > 0 && leftOut.every(({ fault }) => fault === 'clock-jump'))
  t.ok(schedule.faults.every(({ fault }) => fault === 'kill'))
})
