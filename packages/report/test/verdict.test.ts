import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { buildReport, exitCodeOf, type Report, type Verdict } from '../src/index.ts'
import { legacyStream } from './synthetic-streams.ts'
import { minute, originMs, type StepOptions, Tape } from './tape.ts'

interface Story {
  readonly step?: StepOptions | null
  readonly live?: boolean
  readonly sessions?: boolean
  /** null = no audit. */
  readonly lost?: readonly string[] | null
  readonly ending?: 'completed' | 'stopped' | null
  readonly during?: (tape: Tape) => void
}

/** A rehearsal that passes, but for what the story says. */
function rehearse(story: Story): Report {
  const { step = {}, live = true, sessions = true, lost = [], ending = 'completed' } = story
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  const [fromMs, toMs] = [tape.nowMs, tape.wait(minute).nowMs]
  if (live)
    tape.tell('clients', { name: 'availability', probe: 'p', fromMs, toMs, ok: 12, failed: 0 })
  if (sessions) tape.session('a')
  tape.window('w', 'Window', () => {
    if (step !== null) tape.step('s', 'Step', step)
    story.during?.(tape)
  })
  if (lost !== null) tape.audit(...lost)
  if (ending !== null) tape.end(ending, 'somebody pressed a key')
  return buildReport(tape.events, { wallTimeMs: 1 })
}

const warn = (code: string, count?: number) => (tape: Tape) =>
  tape.tell('conductor', {
    name: 'warning',
    step: 's',
    code,
    message: 'Mind this.',
    ...(count === undefined ? {} : { count }),
  })

const stillDown = (tape: Tape) => tape.down('p', tape.nowMs)

const owners = (tape: Tape, owner: string, ...others: string[]) =>
  tape.tell('network', { name: 'traffic-owner', address: '192.0.2.100', owner, others })

/** A acknowledges these and loses its power, after a warning that so many are on A alone. */
const heldByA =
  (announced: number, ...lsids: readonly string[]) =>
  (tape: Tape) => {
    for (const lsid of lsids) {
      const whose = { client: 'rep-1', externalKey: `case of ${lsid}`, appliance: 'a' }
      tape.tell('clients', { name: 'session-acknowledged', lsid, ...whose })
    }
    warn('unsynced', announced)(tape).tell('network', { name: 'power-lost', appliance: 'a' })
  }

/** The audit asks B. */
const staysOn =
  (appliance: string, announced: number, ...lsids: readonly string[]) =>
  (tape: Tape) => {
    for (const lsid of lsids) {
      const whose = { client: 'rep-1', externalKey: `case of ${lsid}`, appliance }
      tape.tell('clients', { name: 'session-acknowledged', lsid, ...whose })
    }
    warn('left-behind', announced)(tape)
  }

const stories: readonly [string, Verdict, RegExp | null, Story][] = [
  ['nothing to remark', 'passed', null, {}],
  [
    'a failed step',
    'failed',
    /Step s failed: expected primary; found none\./,
    { step: { outcome: 'failed', expected: 'primary', found: 'none' } },
  ],
  [
    'a failed step counts even where the rest proved nothing',
    'failed',
    /Step s failed/,
    { step: { outcome: 'failed' }, lost: null, ending: 'stopped' },
  ],
  [
    'a session lost without warning',
    'failed',
    /1 acknowledged session is lost, and no warning announced it: 4711/,
    { lost: ['4711'] },
  ],
  [
    'a session lost after another kind of warning',
    'failed',
    /no warning announced/,
    { lost: ['4711'], during: warn('no-redundancy') },
  ],
  [
    'a session lost and announced',
    'passed-with-warnings',
    /1 acknowledged session lost, as announced/,
    { lost: ['4711'], during: warn('session-gap') },
  ],
  [
    'a loss that the announced gap does not explain',
    'failed',
    /announced it: 4712/,
    {
      lost: ['4711', '4712'],
      during: (tape) =>
        warn('session-gap')(tape).tell('a', {
          name: 'sessions-discarded',
          count: 1,
          lsids: ['4711'],
        }),
    },
  ],
  [
    'more lost than the warning named',
    'failed',
    /announced it: 4712/,
    {
      lost: ['4711', '4712'],
      during: (tape) =>
        warn(
          'session-gap',
          1,
        )(tape).tell('a', {
          name: 'sessions-discarded',
          count: 2,
          lsids: ['4711', '4712'],
        }),
    },
  ],
  [
    'a warning that came after the loss',
    'failed',
    /announced it: 4711/,
    {
      lost: ['4711'],
      during: (tape) =>
        warn('session-gap')(
          tape.tell('a', { name: 'sessions-discarded', count: 1, lsids: ['4711'] }),
        ),
    },
  ],
  [
    'a session that only a box held which is gone, as announced',
    'passed-with-warnings',
    /1 acknowledged session lost, as announced \(SYN-07\)/,
    { lost: ['4711'], during: heldByA(1, '4711') },
  ],
  [
    'more lost with a box than was announced',
    'failed',
    /1 acknowledged session is lost, and no warning announced it/,
    { lost: ['4711', '4712'], during: heldByA(1, '4711', '4712') },
  ],
  [
    'a session lost that the box which is gone had not acknowledged',
    'failed',
    /1 acknowledged session is lost, and no warning announced it/,
    { lost: ['4713'], during: heldByA(9, '4711') },
  ],
  [
    'a session that stays behind on the way back, as announced',
    'passed-with-warnings',
    /1 acknowledged session lost, as announced \(UPD-10\)/,
    { lost: ['4711'], during: staysOn('a', 1, '4711') },
  ],
  [
    'a session of the very box that one goes back to',
    'failed',
    /1 acknowledged session is lost, and no warning announced it/,
    { lost: ['4711'], during: staysOn('b', 1, '4711') },
  ],
  [
    'more left behind than was announced',
    'failed',
    /1 acknowledged session is lost, and no warning announced it/,
    { lost: ['4711', '4712'], during: staysOn('a', 1, '4711', '4712') },
  ],
  ['a site that stays down', 'failed', /still down/, { during: stillDown }],
  [
    'an abort while the site is down',
    'inconclusive',
    /stopped: somebody pressed a key/,
    { during: stillDown, ending: 'stopped' },
  ],
  ['an abort', 'inconclusive', /stopped: somebody pressed a key/, { ending: 'stopped' }],
  [
    'a preflight that refuses',
    'failed',
    /stopped: somebody pressed/,
    {
      step: null,
      lost: null,
      ending: 'stopped',
      during: (tape) => tape.tell('conductor', { name: 'versions-after', versions: [] }),
    },
  ],
  ['a stream that breaks off', 'inconclusive', /no end/, { ending: null }],
  ['no step', 'inconclusive', /No step/, { step: null }],
  ['only skipped steps', 'inconclusive', /No step/, { step: { outcome: 'skipped' } }],
  ['no session', 'inconclusive', /No session was acknowledged/, { sessions: false }],
  [
    'no session but that of a test machine',
    'inconclusive',
    /No client had a session but the test machines/,
    {
      sessions: false,
      during: (tape) => {
        const { lsid } = tape.session('a').events.at(-1) as { lsid: string } & LabEvent
        const what = { test: 't', appliance: 'a', consoleVersion: '12.2.0', lsid }
        tape.tell('clients', { name: 'test-passed', ...what })
      },
    },
  ],
  [
    'a purpose of the runbook that never came',
    'inconclusive',
    /nothing was installed/,
    {
      during: (tape) =>
        tape.tell('conductor', {
          name: 'purpose-missed',
          purpose: 'installation',
          step: 'update-b',
          message: 'Step update-b is there to update B, and nothing was installed on it.',
        }),
    },
  ],
  ['no probe', 'inconclusive', /Nothing probed/, { live: false }],
  ['no audit', 'inconclusive', /No audit/, { lost: null }],
  ['a warning', 'passed-with-warnings', /Mind this/, { during: warn('no-redundancy') }],
  [
    'settings lost',
    'passed-with-warnings',
    /1 changed setting overwritten: portal.title/,
    { during: (tape) => tape.tell('a', { name: 'settings-lost', keys: ['portal.title'] }) },
  ],
  [
    'sessions discarded',
    'passed-with-warnings',
    /2 sessions discarded/,
    {
      during: (tape) => tape.tell('a', { name: 'sessions-discarded', count: 2, lsids: ['1', '2'] }),
    },
  ],
  [
    'an address conflict',
    'passed-with-warnings',
    /a and b both held 192.0.2.100 for 250 ms/,
    { during: (tape) => owners(owners(tape, 'a', 'b').wait(250), 'b') },
  ],
]

for (const [title, verdict, reason, story] of stories)
  t.test(`REH-08: ${title} gives ${verdict}`, (t) => {
    const report = rehearse(story)
    t.equal(report.verdict, verdict)
    if (reason === null) t.strictSame(report.reasons, [])
    else t.match(report.reasons.join('\n'), reason)
    t.end()
  })

t.test('REH-08: a stream of nothing is inconclusive, not green', (t) => {
  const report = buildReport([], { wallTimeMs: 0 })
  t.equal(report.verdict, 'inconclusive')
  t.ok(report.reasons.length > 0)
  t.end()
})

t.test('REH-05: the exit codes tell the verdicts apart', (t) => {
  const verdicts: Verdict[] = ['passed', 'passed-with-warnings', 'failed', 'inconclusive']
  t.strictSame(
    verdicts.map((verdict) => exitCodeOf(verdict)),
    [0, 0, 1, 2],
  )
  t.strictSame(
    verdicts.map((verdict) => exitCodeOf(verdict, true)),
    [0, 4, 1, 2],
    'with --strict',
  )
  t.end()
})

t.test('SYN-04: the announced gap is listed by LSID and does not fail the rehearsal', (t) => {
  const report = buildReport(legacyStream(), { wallTimeMs: 1 })
  t.equal(report.verdict, 'passed-with-warnings')
  t.strictSame(report.sessions.lost, ['10044', '10045', '10046', '10047'])
  t.strictSame(report.sessions.discarded, report.sessions.lost)
  t.end()
})

t.test('REH-05: a step in which the rehearsal ended, and those after it, were not reached', (t) => {
  const [first, ...rest] = new Tape().start('r', 'A rehearsal').events
  const told = { window: 'w', title: 'Step', guide: 'G2', appliance: 'a' }
  const steps = ['one', 'two', 'three'].map((step) => ({ step, ...told }))
  const began = { name: 'step-started', step: 'two', ...told } as const
  const tape = new Tape().wait(5).tell('conductor', began).end('stopped', 'aborted')
  const events = [{ ...(first as LabEvent), steps } as LabEvent, ...rest, ...tape.events]
  const report = buildReport(events, { wallTimeMs: 1 })
  t.strictSame(
    report.steps.map(({ id, outcome, startedAtMs, endedAtMs }) => [
      id,
      outcome,
      startedAtMs,
      endedAtMs,
    ]),
    [
      ['two', 'not-reached', 5, null],
      ['one', 'not-reached', null, null],
      ['three', 'not-reached', null, null],
    ],
  )
  t.equal(first?.atMs, originMs)
  t.end()
})

t.test('REH-05: cut, abandoned and turned away are three numbers', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  const cut = (externalKey: string) =>
    ({
      name: 'session-recorded',
      lsid: externalKey,
      externalKey,
      outcome: 'cut',
      recordingBytes: 0,
    }) as const
  const left = (externalKey: string) =>
    ({
      name: 'customer-left',
      client: 'customer-1',
      externalKey,
      outcome: externalKey === '' ? 'turned-away' : 'abandoned',
      reason: 'nobody was free',
    }) as const
  // Of c2 the session began as its customer gave up: the real world's order of two things of one moment.
  tape
    .tell('a', cut('c1'), cut('c2'))
    .tell('clients', left('c2'), left('c3'), left(''), left(''), left(''))
  const { sessions } = buildReport(tape.end().events, { wallTimeMs: 1 })
  t.match(sessions, { cut: 1, abandoned: 2, turnedAway: 3 })
  t.end()
})
