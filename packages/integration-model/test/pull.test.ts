import t from 'tap'
import { MemoryDatabase, Pull, type PullStep, type Question } from '../src/index.ts'
import {
  documentOf,
  lsid,
  newClient,
  oldClient,
  pullFrom,
  sessionOf,
  siteOf,
} from './support/site.ts'

t.test(
  'IC-01: a session is kept with its people and events, whatever the pieces it comes in',
  (t) => {
    const site = siteOf({ sessions: [sessionOf(lsid(1), 900)] })
    for (const pieceChars of [1, 7, 100_000]) {
      const database = new MemoryDatabase()
      t.match(pullFrom(site, database, newClient, { pieceChars }), { added: 1, failure: null })
      const [session] = database.sessions
      t.match(session, {
        lsid: lsid(1),
        lseq: 1,
        type: 'support',
        startedAtS: 840,
        endedAtS: 900,
        duration: '00:01:00',
        externalKey: `key-${lsid(1)}`,
        customers: [{ username: 'Ana', isPrimary: true }],
        representatives: [{ username: 'Rui', displayName: 'Rui', isPrimary: true }],
      })
      const chat = session?.events.find(({ type }) => type === 'Chat Message')
      t.match(chat, { type: 'Chat Message', body: 'Olá, está aí?', atS: 870 })
    }
    t.end()
  },
)

t.test('IC-01: what XML cannot hold arrives as it was', (t) => {
  const body = 'a\u0000b € 😀 </session>'
  const site = siteOf({
    sessions: [sessionOf(lsid(1), 900, { events: [[880_000, 'Chat', body]] })],
  })
  const database = new MemoryDatabase()
  pullFrom(site, database)
  const chat = database.sessions[0]?.events.find(({ type }) => type === 'Chat')
  t.equal(chat?.body, body)
  t.end()
})

t.test('IC-01: the next pull goes on where the last one ended, and nothing is kept twice', (t) => {
  const site = siteOf({ role: 'primary', sessions: [sessionOf(lsid(1), 10_000)] })
  const database = new MemoryDatabase()
  pullFrom(site, database)
  site.sessions.push(sessionOf(lsid(2), 10_000), sessionOf(lsid(3), 20_000))
  t.match(pullFrom(site, database), { seen: 3, added: 2 })
  t.match(pullFrom(site, database), { seen: 1, added: 0 }, 'only the overlap is read again')
  t.end()
})

t.test(
  'IC-01: stopped before any of its stores and begun again, it keeps each session once',
  (t) => {
    const sessions = Array.from({ length: 600 }, (_, i) => sessionOf(lsid(i), 5_000 + i))
    for (let kept = 0; kept < 2; kept++) {
      const database = new MemoryDatabase()
      let stores = 0
      pullFrom(siteOf({ sessions }), database, newClient, { stop: () => stores++ === kept })
      pullFrom(siteOf({ sessions }), database)
      t.equal(database.sessions.length, 600)
    }
    t.end()
  },
)

t.test(
  'IC-01: of an answer that breaks off what came is kept, and the next pull goes on before it',
  (t) => {
    const site = siteOf({ sessions: [sessionOf(lsid(1), 5_000), sessionOf(lsid(2), 5_050)] })
    const database = new MemoryDatabase()
    t.match(pullFrom(site, database, newClient, { breaksOff: 200 }), {
      added: 1,
      failure: { code: 'incomplete' },
    })
    t.equal(database.resume, null)
    t.match(pullFrom(site, database), { seen: 2, added: 1 })
    t.end()
  },
)

t.test('IC-02: a client of 10.6 keeps the numbers of older appliances too', (t) => {
  const database = new MemoryDatabase()
  const site = siteOf({ version: '10.5.2', sessions: [sessionOf('57', 900)] })
  t.match(pullFrom(site, database), { added: 1 })
  t.match(database.sessions, [{ lsid: '57', lseq: null }])
  // The other appliance counted to 57 as well.
  t.match(pullFrom({ ...site, guid: 'b', sessions: [sessionOf('57', 990)] }, database), {
    added: 1,
  })
  t.equal(database.sessions.length, 2)
  t.end()
})

t.test('IC-02: an old client fails at the first LSID that is no number, and loses nothing', (t) => {
  const database = new MemoryDatabase()
  const site = siteOf({
    version: '10.6.1',
    role: 'primary',
    sessions: [sessionOf('57', 900), sessionOf(lsid(1), 950), sessionOf(lsid(2), 960)],
  })
  t.match(pullFrom(site, database, oldClient), {
    added: 1,
    failure: { code: 'lsid-not-integer', detail: lsid(1) },
  })
  t.equal(database.resume, null)
  // Reinstalled by hand, it goes on.
  t.match(pullFrom(site, database, newClient), { added: 2, failure: null })
  t.equal(database.sessions.length, 3)
  t.end()
})

t.test(
  'API-01: a parser without namespaces, or with that of 10.6 alone, breaks as the guide warns',
  (t) => {
    const pull = (version: string, namespaces: 'ignores' | 'expects-none' | 'expects-10.6') => {
      const site = siteOf({ version, sessions: [sessionOf('1', 900)] })
      const pulled = pullFrom(site, new MemoryDatabase(), { lsidColumn: 'text', namespaces })
      return pulled?.added === 1 ? 'works' : pulled?.failure?.code
    }
    t.strictSame(
      ['10.5.2', '10.6.1', '19.1.1'].map((version) => [
        pull(version, 'expects-none'),
        pull(version, 'expects-10.6'),
        pull(version, 'ignores'),
      ]),
      [
        ['works', 'no-session-list', 'works'],
        ['no-session-list', 'works', 'works'],
        ['no-session-list', 'no-session-list', 'works'],
      ],
    )
    t.end()
  },
)

const everything = { generate_report: 'SupportSession', end_time: '0', duration: '0' }
const health = '<health_check><appliance id="a"/></health_check>'

/** The questions of a pull whose first is answered with that text, and its end. */
function askedAfter(health: string, database: MemoryDatabase, report: string): Question[] {
  const pull = new Pull(newClient, database.resume)
  const steps = [pull.begin(), ...playedTo(pull, health, report)]
  for (const step of steps) if (step?.kind === 'store') database.store(step.batch)
  return steps.flatMap((step) => (step?.kind === 'ask' ? [step.question] : []))
}

const playedTo = (pull: Pull, ...answers: readonly string[]): readonly PullStep[] =>
  answers.flatMap((text) => [pull.step({ kind: 'piece', text }), pull.step({ kind: 'answered' })])

t.test('IC-01: of a site that does not say who it is, a day is read again each time', (t) => {
  const site = siteOf({ sessions: [sessionOf(lsid(1), 900_000)] })
  const report = documentOf(site, { api: 'reporting', parameters: everything })
  for (const health of ['<error>Invalid action</error>', 'It works!', '<open>']) {
    const database = new MemoryDatabase()
    t.match(askedAfter(health, database, report)[1]?.parameters, { end_time: '0' })
    const again = askedAfter(health, database, report)[1]?.parameters
    t.match(again, { end_time: String(900_000 - 86_400) }, health)
  }
  t.end()
})

t.test('IC-02: after an LSID that it cannot hold an old client keeps nothing more', (t) => {
  const sessions = [sessionOf('57', 900), sessionOf(lsid(1), 950), sessionOf('58', 960)]
  const site = siteOf({ version: '10.6.1', sessions })
  const database = new MemoryDatabase()
  t.match(pullFrom(site, database, oldClient, { pieceChars: 100_000 }), {
    ...{ seen: 2, added: 1 },
    failure: { code: 'lsid-not-integer', detail: lsid(1) },
  })
  t.end()
})

t.test('IC-01: a pull that failed stores nothing where there is nothing, and ends once', (t) => {
  const pull = new Pull(newClient, null)
  const [, , failed, late] = playedTo(pull, health, '<page>not a report</page>')
  t.match(failed, { kind: 'done', pulled: { added: 0, failure: { code: 'no-session-list' } } })
  t.equal(late, null)
  const failure = { code: 'unreachable', detail: '' } as const
  t.equal(pull.step({ kind: 'failed', failure }), null)
  t.end()
})

t.test('IC-01: the end of an answer does not end a pull whose store is under way', (t) => {
  const site = siteOf({
    version: '10.6.1',
    sessions: [sessionOf('57', 900), sessionOf(lsid(1), 950)],
  })
  const report = documentOf(site, { api: 'reporting', parameters: everything })
  const pull = new Pull(oldClient, null)
  const [, , store, ended] = playedTo(pull, health, report)
  t.match(store, { kind: 'store', batch: { sessions: [{ lsid: '57' }], resume: null } })
  t.equal(ended, null)
  t.match(pull.step({ kind: 'stored', added: 1 }), { kind: 'done', pulled: { added: 1 } })
  t.end()
})
