import t from 'tap'
import { buildReport } from '../src/index.ts'
import { minute, originMs, Tape } from './tape.ts'

/** The codes of what the report finds in it by itself. */
function codesOf(play: (tape: Tape) => void): readonly string[] {
  const tape = new Tape().start('r', 'A rehearsal')
  for (const name of ['a', 'b']) tape.tell(name, started(name === 'a' ? 'primary' : 'backup'))
  tape.tell('network', leads('a')).ready('3.2.4', '11.1.0').session('a')
  const step = () => {
    tape.live(minute, true)
    play(tape)
  }
  tape.window('w', 'Window', () => tape.step('s', 'Step', {}, step)).audit()
  return buildReport(tape.end().events, { wallTimeMs: 1 }).warnings.map(({ code }) => code)
}

const started = (role: 'primary' | 'backup') =>
  ({
    name: 'appliance-started',
    base: '3.2.4',
    site: '1',
    role,
    epoch: 1,
    afterCrash: false,
  }) as const
const becomes = (from: 'primary' | 'backup', to: 'primary' | 'backup') =>
  ({ name: 'role-changed', from, to, epoch: 2, reason: 'operator' }) as const
const leads = (appliance: string) =>
  ({ name: 'site-leads-to', appliance, by: 'shared-ip' }) as const
const moved = (from: string | null, to: string | null) =>
  ({ name: 'office-moved', office: 'office-1', from, to, why: 'its ARP entry aged' }) as const
const owned = { name: 'traffic-owner', address: '192.0.2.100', owner: 'a', others: [] } as const
const installs = (durationMs: number) =>
  ({ name: 'update-started', package: 'p', durationMs }) as const

const established = {
  name: 'relationship-established',
  relationship: 'r1',
  peer: 'b',
  role: 'primary',
  epoch: 1,
} as const
const broken = (reason: 'operator' | 'peer') =>
  ({ name: 'relationship-broken', relationship: 'r1', reason, peerTold: true }) as const
const synced = (trigger: 'operator' | 'peer' | 'interval', digestsAgree = true) =>
  ({
    name: 'sync-finished',
    trigger,
    recordsReceived: 1,
    recordsSent: 0,
    bytesReceived: 1,
    blobsReceived: 0,
    digestsAgree,
    durationMs: 1,
  }) as const

const outage = (tape: Tape, ms: number): Tape =>
  tape.outage('probe-1', tape.nowMs - originMs, tape.nowMs - originMs + ms)

const stories: readonly [title: string, codes: readonly string[], play: (tape: Tape) => void][] = [
  ['an outage of a minute is what a swing by hand may take', [], (tape) => outage(tape, minute)],
  ['a longer one is not', ['unserved-too-long'], (tape) => outage(tape, minute + 1)],
  [
    'an installation on the box that serves announces its own length',
    [],
    (tape) => outage(tape.tell('network', owned).tell('a', installs(30 * minute)), 30 * minute),
  ],
  [
    'one that takes longer than it announced does not',
    ['unserved-too-long'],
    (tape) => outage(tape.tell('network', owned).tell('a', installs(10 * minute)), 30 * minute),
  ],
  [
    'nor does one on the other box',
    ['unserved-too-long'],
    (tape) => outage(tape.tell('network', owned).tell('b', installs(30 * minute)), 30 * minute),
  ],
  [
    'both are primary',
    ['same-role'],
    (tape) => tape.tell('b', becomes('backup', 'primary')).wait(1),
  ],
  [
    'an exchange of roles makes both backup for a moment',
    [],
    (tape) =>
      tape
        .tell('a', becomes('primary', 'backup'))
        .wait(minute)
        .tell('b', becomes('backup', 'primary')),
  ],
  [
    'both stay backup',
    ['same-role'],
    (tape) => tape.tell('a', becomes('primary', 'backup')).wait(2 * minute),
  ],
  [
    'an office is led to nobody for a few seconds',
    [],
    (tape) => tape.tell('network', moved('a', null)).wait(30_000).tell('network', moved(null, 'a')),
  ],
  [
    'an office is led to nobody for longer',
    ['led-to-nobody'],
    (tape) => tape.tell('network', moved('a', null)).wait(30_001).tell('network', moved(null, 'a')),
  ],
  [
    'an office follows after eighteen hours',
    ['followed-late'],
    (tape) =>
      tape
        .tell('network', leads('b'))
        .wait(18 * 60 * minute)
        .tell('network', moved('a', 'b')),
  ],
  [
    'an office follows within the hour',
    [],
    (tape) =>
      tape
        .tell('network', leads('b'))
        .wait(60 * minute)
        .tell('network', moved('a', 'b')),
  ],
  [
    'a relationship is broken without Sync Now',
    ['broken-without-sync-now'],
    (tape) => tape.tell('b', synced('interval')).wait(1).tell('b', broken('operator')),
  ],
  [
    'a relationship is broken when Sync Now has finished',
    [],
    (tape) =>
      tape
        .tell('b', synced('operator'))
        .wait(10 * minute)
        .tell('b', broken('operator')),
  ],
  [
    'a relationship is broken when Sync Now on the other appliance has finished',
    [],
    (tape) => tape.tell('b', synced('peer')).wait(minute).tell('b', broken('operator')),
  ],
  [
    'a relationship is broken long after Sync Now',
    ['broken-without-sync-now'],
    (tape) =>
      tape
        .tell('b', synced('operator'))
        .wait(10 * minute + 1)
        .tell('b', broken('operator')),
  ],
  [
    'a relationship is broken when Sync Now has finished and proved nothing',
    ['broken-without-sync-now'],
    (tape) => tape.tell('b', synced('operator', false)).wait(1).tell('b', broken('operator')),
  ],
  ['the peer learns that the relationship is broken', [], (tape) => tape.tell('a', broken('peer'))],
  [
    'a package is installed within the relationship',
    ['updated-in-relationship'],
    (tape) =>
      tape
        .tell('a', established)
        .tell('b', { ...established, role: 'backup' })
        .tell('b', installs(minute))
        .wait(minute),
  ],
  [
    'a package is installed on a box that is in no relationship',
    [],
    (tape) => tape.tell('a', established).tell('c', installs(minute)).wait(minute),
  ],
  [
    'a relationship is broken whose other appliance is gone',
    [],
    (tape) =>
      tape
        .tell('b', synced('interval'))
        .tell('network', { name: 'power-lost', appliance: 'a' })
        .wait(1)
        .tell('b', broken('operator')),
  ],
  [
    'a package is installed when the relationship is broken',
    [],
    (tape) =>
      tape
        .tell('a', established)
        .tell('b', synced('operator'))
        .tell('b', broken('operator'))
        .tell('b', installs(minute))
        .wait(minute),
  ],
]

const clock = (offMs: number) => ({ name: 'clock-set', ntp: offMs === 0, offMs }) as const
const clockStories: typeof stories = [
  ['a clock is four minutes off', [], (tape) => tape.tell('a', clock(4 * minute)).wait(1)],
  ['a clock is six minutes off', ['wrong-clock'], (tape) => tape.tell('a', clock(-6 * minute))],
  ['a clock is set right', [], (tape) => tape.tell('a', clock(0)).wait(minute)],
]

for (const [title, codes, play] of [...stories, ...clockStories])
  t.test(`REH-08: ${title}: ${codes.join() || 'no warning'}`, (t) => {
    t.strictSame(codesOf(play), codes)
    t.end()
  })

t.test('REH-08: clients are counted by what keeps them out now, not by what once did', (t) => {
  const told = (client: string, reason: string) =>
    ({ name: 'client-stranded', client, group: 'jumpoints', reason }) as const
  const counts = { total: 4, upgraded: 0, late: 1, stranded: 3, redeployByHand: 0, at: {} }
  const tape = new Tape().start('r', 'R').ready('3.2.4', '11.1.0')
  for (const [client, reason] of [
    ['one', 'client-too-old'],
    ['one', 'client-outdated'],
    ['two', 'jump-client-limit'],
    ['three', 'client-too-old'],
  ] as const)
    tape.tell('clients', told(client, reason))
  tape.tell('network', leads('a'))
  tape.tell('conductor', {
    name: 'population-counted',
    groups: [{ group: 'jumpoints', ...counts }],
  })
  const { warnings } = buildReport(tape.end().events, { wallTimeMs: 1 })
  t.strictSame(
    warnings.map(({ code, message }) => `${code}: ${message.slice(0, 30)}`),
    [
      'clients-stranded: 1 of the Jumpoints are strande',
      'clients-without-room: 1 of the Jumpoints are strande',
      'clients-not-admitted: 1 of the Jumpoints are not adm',
    ],
  )
  t.end()
})

t.test('REH-05: a wrong clock is named with what went by it while it was wrong', async (t) => {
  const refused = { name: 'update-check-failed', code: 'wrong-clock', message: '' } as const
  const backup = {
    name: 'backup-downloaded',
    settings: 1,
    sessions: 0,
    encrypted: false,
    bytes: 1,
  } as const
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0').session('a')
  tape.window('w', 'Window', () =>
    tape.step('s', 'Step', {}, () =>
      tape
        .tell('a', clock(-24 * 60 * minute))
        .tell('a', refused)
        .tell('b', backup)
        .wait(2 * 60 * minute)
        .tell('a', backup)
        .wait(1)
        .tell('a', clock(0))
        .tell('a', backup),
    ),
  )
  const { warnings } = buildReport(tape.audit().end().events, { wallTimeMs: 1 })
  t.match(
    warnings.find(({ code }) => code === 'wrong-clock')?.message,
    /^A's clock was 24h behind from .* on, for 2 h: 1 check for updates refused, 1 backup with a wrong date\. With such a clock /,
  )
})

t.test('API-06: outbound events that got lost, wait or came twice are told', (t) => {
  const event = 'support_conference_end'
  const of = (number: number) => ({ recipient: 'tickets', number, event, lsid: 'x' }) as const
  const queued = (number: number) => ({ name: 'outbound-event-queued', ...of(number) }) as const
  const received = (id: number, isRepeat: boolean) =>
    ({ name: 'event-received', id, via: 'a', event, lsid: 'x', status: 200, isRepeat }) as const
  const warned = (play: (tape: Tape) => void) => {
    const tape = new Tape().start('r', 'A rehearsal')
    play(tape)
    return buildReport(tape.end().events, { wallTimeMs: 1 }).warnings.filter(
      ({ code }) => code === 'events-astray',
    )
  }
  t.match(
    warned((tape) =>
      tape
        .tell('a', queued(1), queued(2), queued(3), { name: 'outbound-event-taken', ...of(1) })
        .tell('network', received(1, false), received(2, true))
        .tell('a', { name: 'outbound-event-dropped', ...of(2), reason: 'it answered HTTP 500' }),
    ),
    [
      {
        message:
          'Of 3 outbound events: 1 dropped (it answered HTTP 500), 1 still waiting on a, 1 taken twice.',
      },
    ],
  )
  t.same(
    warned((tape) =>
      tape
        .tell('a', queued(1), { name: 'outbound-event-taken', ...of(1) })
        .tell('network', received(1, false)),
    ),
    [],
    'each once',
  )
  t.end()
})
