import t from 'tap'
import { MemoryDatabase, nextPullAtMs } from '../src/index.ts'
import { lsid, pullFrom, sessionOf, siteOf } from './support/site.ts'

t.test('SYN-03: what reaches the new primary late is pulled after the first sync', (t) => {
  const database = new MemoryDatabase()
  const shared = [sessionOf(lsid(1), 100_000)]
  const a = siteOf({ guid: 'a', role: 'primary', lastSyncS: 100_010, sessions: [...shared] })
  pullFrom(a, database)
  // Broken; A goes on alone. The client looks once more, then the site swings.
  a.role = 'none'
  a.sessions.push(sessionOf(lsid(2), 110_000))
  pullFrom(a, database)
  const late = sessionOf(lsid(3), 111_000)
  const b = siteOf({ guid: 'b', sessions: [...shared, sessionOf(lsid(4), 120_000)] })
  t.match(pullFrom(b, database), { seen: 2, added: 1 })
  b.sessions.push(sessionOf(lsid(5), 200_000))
  t.match(pullFrom(b, database), { added: 1 })
  // Re-established: the last sync that shows is still the one before the break.
  Object.assign(b, { role: 'primary', lastSyncS: 100_010 })
  pullFrom(b, database)
  b.sessions.push(sessionOf(lsid(2), 110_000), late)
  b.lastSyncS = 210_000
  t.match(pullFrom(b, database), { added: 1 })
  t.match(database.resume, { isSettled: true })
  t.match(pullFrom(b, database), { seen: 1 }, 'from then on only what is new')
  t.equal(database.sessions.length, 5)
  t.end()
})

t.test('SYN-03: a client that came after the failover pulls what is merged later', (t) => {
  const database = new MemoryDatabase()
  const sessions = [sessionOf(lsid(1), 100_000), sessionOf(lsid(2), 120_000)]
  const b = siteOf({ guid: 'b', role: 'primary', lastSyncS: 100_010, sessions })
  pullFrom(b, database)
  b.sessions.push(sessionOf(lsid(3), 110_000))
  b.lastSyncS = 130_000
  t.match(pullFrom(b, database), { added: 1 })
  t.end()
})

t.test('FO-10: after a failover to a box whose clock is behind nothing is left out', (t) => {
  const database = new MemoryDatabase()
  pullFrom(
    siteOf({ guid: 'a', role: 'primary', sessions: [sessionOf(lsid(1), 900_000)] }),
    database,
  )
  const b = siteOf({ guid: 'b', role: 'primary', sessions: [sessionOf(lsid(2), 500_000)] })
  t.match(pullFrom(b, database), { added: 1 })
  t.end()
})

t.test(
  'IC-01: a pull that failed is repeated soon, then later, never later than the schedule',
  (t) => {
    t.strictSame(
      [0, 1, 2, 3, 30].map((failures) => nextPullAtMs(0, 3_600_000, failures)),
      [3_600_000, 30_000, 60_000, 120_000, 3_600_000],
    )
    t.end()
  },
)
