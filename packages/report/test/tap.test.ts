import t from 'tap'
import { buildReport, renderTap } from '../src/index.ts'
import { hostileStream } from './hostile-stream.ts'
import { asynchronousStream } from './synthetic-streams.ts'
import { Tape } from './tape.ts'

const facts = { wallTimeMs: 1 }

t.test(
  'REH-05: TAP has a subtest for each window, a point for each step, and the verdict',
  async (t) => {
    const tap = renderTap(buildReport(asynchronousStream(), facts))
    t.match(tap, /^TAP version 14\n# Subtest: Window 1: update B and swing to it\n {4}ok 1 - /)
    t.match(tap, '\n    ok 5 - update-b: Update B to the target\n')
    t.match(tap, '\nok 3 - verdict: passed with warnings\n  ---\n  reasons: ["Step break: ')
    t.match(tap, '\n  downtimeMs: 23\n')
    t.match(tap, /\n1\.\.3\n$/)
    t.notMatch(tap, 'not ok')
  },
)

t.test(
  'REH-05: a failed step is not ok, with expected and found; one that was not reached is skipped',
  async (t) => {
    const tape = new Tape().start('r', 'A rehearsal')
    tape.window('w', 'Window', () => {
      tape.step('one', 'First', { outcome: 'failed', expected: 'primary', found: 'none' })
      tape.step('two', 'Second', { outcome: 'skipped' })
    })
    const tap = renderTap(buildReport(tape.end('stopped', 'step one failed').events, facts))
    t.match(
      tap,
      '    not ok 1 - one: First\n      ---\n      expected: "primary"\n      found: "none"\n      ...\n',
    )
    t.match(tap, '    ok 2 - two: Second # SKIP skipped\n    1..2\nnot ok 1 - Window\n')
    t.match(tap, '\nnot ok 2 - verdict: failed\n')
  },
)

t.test('REH-08: TAP is not green where nothing was proved', async (t) => {
  t.match(renderTap(buildReport([], facts)), /^TAP version 14\nnot ok 1 - verdict: inconclusive\n/)
})

t.test('SEC-03: no text of a lab is taken for TAP', async (t) => {
  const tape = new Tape().start('r', 'A rehearsal')
  tape.window('w', 'One # SKIP\nnot ok 7 - mine', () => {
    tape.step('one', 'A \\ step # TODO', {
      outcome: 'failed',
      expected: '\n  ...\nok 9',
      found: '',
    })
  })
  const lines = renderTap(buildReport(tape.end().events, facts)).split('\n')
  t.ok(lines.includes('# Subtest: One \\# SKIP\uFFFDnot ok 7 - mine'))
  t.ok(lines.includes('    not ok 1 - one: A \\\\ step \\# TODO'))
  t.ok(lines.includes('      expected: "\\n  ...\\nok 9"'))
  const known =
    /^(TAP version 14|1\.\.\d+|(not )?ok \d+ - .*|# Subtest: .*|---|\.\.\.|[a-zA-Z]+: .*)?$/
  for (const line of renderTap(buildReport(hostileStream(), facts)).split('\n'))
    t.match(line.trim(), known)
})
