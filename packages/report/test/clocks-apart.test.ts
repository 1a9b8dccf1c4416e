import t from 'tap'
import { buildReport } from '../src/index.ts'
import { Tape } from './tape.ts'

t.test('LAB-02: a report says what lab time by a factor does to its figures', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  t.same(buildReport(tape.events, { wallTimeMs: 1 }).warnings, [])
  for (const participant of ['a', 'b'])
    tape.tell('network', { name: 'clocks-apart', participant, factor: 60 })
  const { warnings } = buildReport(tape.events, { wallTimeMs: 1 })
  t.equal(warnings.length, 1, 'once')
  t.match(warnings, [
    {
      code: 'clocks-apart',
      message:
        /lab time ran 60 times as fast.* counts 60 times as much in all figures.* differ by 60 times/,
    },
  ])
  t.end()
})
