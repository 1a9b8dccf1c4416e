import t from 'tap'
import { MemoryDatabase } from '../src/index.ts'
import { lsid, newClient, oldClient, pullFrom, sessionOf, siteOf } from './support/site.ts'

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
