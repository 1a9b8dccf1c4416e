import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

/** As the shipped lab, with little in it and in less time: B dials A for as long as they are in a relationship. */
const lab = `name: failed
siteHostname: support.example.com
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.3.2, site: 12.2.0 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.3.2, site: 12.2.0 }
  c: { hostname: c.example.com, address: 192.0.2.3, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
data: { sessions: 100, recordings: 5, recordingBytes: 4096 }
clients: { representatives: 3, probeEveryMs: 15000, sessionEveryMs: 60000 }
betweenWindowsMinutes: 1
installation: { baseMinutes: 1, siteMinutes: 2 }
`

// On real processes it was played by hand: what is real in it, power, force and files, has its own tests there.
t.test(
  'HW-02: the backup takes over from a primary that is gone, and a new box takes its place',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab })
    const { code, out, report, events } = await rehearsalIn(folder, 'failed-appliance', 'virtual')
    t.equal(code, 0, out)
    t.same([...new Set(report.steps.map(({ outcome }) => outcome))], ['passed'])
    t.match(report.versions['c'], { after: { base: '3.3.2', site: '12.2.0' } })
    const imported = report.steps.find(({ id }) => id === 'import-c')
    t.match(imported?.evidence, [/^c: imported as certificate-1, issued to b\./], 'CRT-01')
    const gone = events.find(({ name }) => name === 'power-lost')?.atMs ?? 0
    const takenOver = events.find(
      ({ name, source, atMs }) => name === 'role-changed' && source === 'b' && atMs > gone,
    )
    t.match(takenOver, { to: 'primary', reason: 'failover by hand' })
    // Nobody could take over from B until C held the same.
    const synced = events.findLast((e) => e.name === 'sync-finished' && e.source === 'c')
    t.ok(report.exposureMs > 4 * 60_000)
    t.ok(report.exposureMs <= (synced?.atMs ?? 0) - gone)
    const codes = report.warnings.map(({ code: one }) => one)
    t.ok(!codes.includes('updated-in-relationship'), 'C was in no relationship')
    t.ok(!codes.includes('broken-without-sync-now'), 'there was nobody to sync with')
    const warned = events.find((e) => e.name === 'warning' && e.code === 'unsynced')
    if (report.sessions.lost.length > 0)
      t.ok(warned?.name === 'warning' && (warned.count ?? 0) >= report.sessions.lost.length)
  },
)
