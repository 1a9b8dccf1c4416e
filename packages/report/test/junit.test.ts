import t from 'tap'
import { buildReport, renderJUnit } from '../src/index.ts'
import { hostileStream } from './hostile-stream.ts'
import { asynchronousStream, legacyStream, synchronousStream } from './synthetic-streams.ts'
import { Tape } from './tape.ts'
import { whyNotWellFormed } from './well-formed.ts'

const facts = { wallTimeMs: 1 }

t.test('REH-05: junit.xml is well-formed, whatever the lab told', (t) => {
  const streams = [asynchronousStream, synchronousStream, legacyStream, hostileStream, () => []]
  for (const stream of streams)
    t.equal(whyNotWellFormed(renderJUnit(buildReport(stream(), facts))), null)
  t.equal(whyNotWellFormed('<a b="1">x</b>'), '</b> closes nothing', 'the check does refuse')
  t.equal(whyNotWellFormed('<a>x & y</a>'), 'a bare &')
  t.end()
})

t.test('REH-05: junit.xml has a suite per window, a case per step, and the verdict', (t) => {
  const xml = renderJUnit(buildReport(asynchronousStream(), facts))
  t.match(xml, '<testsuite name="Window 1: update B and swing to it" tests="10" failures="0"')
  t.match(xml, '<property name="longestGapMs" value="23"/>')
  t.match(xml, 'name="update-b: Update B to the target" time="2700.004"')
  t.notMatch(xml, '<failure')
  t.end()
})

t.test(
  'REH-05: junit.xml fails a failed step with expected and found, and the verdict with it',
  (t) => {
    const tape = new Tape().start('r', 'A rehearsal')
    tape.window('w', 'Window', () => {
      tape.step('one', 'First', { outcome: 'failed', expected: 'primary', found: 'none' })
      tape.step('two', 'Second', { outcome: 'skipped' })
    })
    const xml = renderJUnit(buildReport(tape.end('stopped', 'step one failed').events, facts))
    t.match(xml, '<failure message="expected primary, found none">')
    t.match(xml, '<skipped message="skipped"/>')
    t.match(xml, '<testsuites name="r" tests="3" failures="2" errors="0" skipped="1"')
    t.end()
  },
)

t.test('REH-08: junit.xml is not green where nothing was proved', (t) => {
  t.match(
    renderJUnit(buildReport([], facts)),
    /errors="1"[\s\S]*<error message="The rehearsal has no/,
  )
  t.end()
})
