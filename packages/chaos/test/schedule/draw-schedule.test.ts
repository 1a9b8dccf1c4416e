import t from 'tap'
import { checkSchedule, drawSchedule, faultNames, modes, type Schedule } from '../../src/index.ts'

const drawnOf = (mode: (typeof modes)[number]): readonly Schedule[] =>
  Array.from({ length: 80 }, (_, seed) => drawSchedule(String(seed), { mode }))

t.test('CHA-01: a seed draws one schedule, which survives being written', async (t) => {
  for (const mode of modes)
    t.same(
      drawnOf(mode).map((schedule) => checkSchedule(JSON.parse(JSON.stringify(schedule)))),
      drawnOf(mode).map((schedule) => ({ ok: true, schedule })),
    )
})

t.test('CHA-02: every kind of fault is drawn, and a list of kinds is kept to', async (t) => {
  const drawn = new Set(drawnOf('product').flatMap(({ faults }) => faults.map((f) => f.fault)))
  t.same([...drawn].sort(), [...faultNames].sort())
  const only = drawSchedule('7', { mode: 'safe', faults: ['kill', 'cut'] })
  t.ok(only.faults.length > 0)
  t.same(
    only.faults.filter(({ fault }) => fault !== 'kill' && fault !== 'cut'),
    [],
  )
})

t.test('CHA-01: what is wrong with a scenario’s schedule is said, by its place', async (t) => {
  const schedule = drawSchedule('7', { mode: 'safe', faults: ['kill'] })
  const wrong = { ...schedule, faults: [{ atMs: -1, fault: 'kil', with: {} }] }
  const checked = checkSchedule(wrong)
  t.equal(checked.ok, false)
  t.match(checked.ok ? '' : checked.problems.join('\n'), /faults/)
})
