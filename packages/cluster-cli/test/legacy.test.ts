import type { EventName } from '@understudy/shared'
import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

const legacyLab = `name: legacy-small
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.2.4, site: 10.5.2 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.2.4, site: 10.5.2 }
target: { base: 3.2.4, site: 10.6.1 }
data: { sessions: 100, recordings: 5, recordingBytes: 4096 }
clients: { representatives: 3, sessionEveryMs: 30000, integrations: [{ kind: integration-client }] }
installation: { baseMinutes: 5, siteMinutes: 10 }
betweenWindowsMinutes: 10
administrators: [{ at: 2m, key: login.agreement, value: 'yes' }]
`

const inOrder = (lsids: readonly string[]): readonly string[] =>
  [...lsids].sort((a, b) => Number(a) - Number(b))

for (const world of ['virtual', 'real'] as const)
  t.test(
    `SYN-04, IC-03: in the ${world} world an asynchronous upgrade from 10.5 loses exactly what A recorded between the last sync and the swing, warns before, and the Integration Client has it`,
    async (t) => {
      const folder = t.testdir({ 'lab.yaml': legacyLab })
      const { code, report, events, out } = await rehearsalIn(folder, 'asynchronous', world)
      const indexOf = (name: EventName, source: string): number =>
        events.findIndex((e) => e.name === name && e.source === source)
      const broken = indexOf('relationship-broken', 'b')
      const swung = indexOf('address-disabled', 'a')
      const synced = events.findLastIndex(
        (e, i) => i < broken && e.name === 'sync-finished' && e.source === 'b',
      )
      t.ok(synced > 0 && broken > synced && swung > broken)
      const acknowledged = new Set(
        events.flatMap((e) =>
          e.name === 'session-acknowledged' && e.appliance === 'a' ? [e.externalKey] : [],
        ),
      )
      const gap = events
        .slice(synced, swung)
        .flatMap((e) => (e.name === 'session-recorded' && e.source === 'a' ? [e] : []))
        .filter((e) => acknowledged.has(e.externalKey))
        .map((e) => e.lsid)
      t.ok(gap.length > 3, `${gap.length} sessions in the gap`)
      t.same(inOrder(report.sessions.lost), inOrder(gap))
      t.ok(gap.every((lsid) => report.sessions.discarded.includes(lsid)))
      t.same(report.settings.lost, ['login.agreement'], 'SYN-02: and what was set on A meanwhile')
      const warned = events.findIndex((e) => e.name === 'warning' && e.code === 'session-gap')
      t.ok(warned > broken && warned < swung, 'warned before the swing')
      t.same([code, report.verdict], [0, 'passed-with-warnings'])
      const pulled = events.flatMap((e) =>
        e.name === 'sessions-pulled' ? e.sessions.map(({ lsid }) => lsid) : [],
      )
      t.equal(new Set(pulled).size, pulled.length, 'no session is pulled twice')
      t.ok(gap.every((lsid) => pulled.includes(lsid)))
      t.match(out.replaceAll(/\s+/g, ' '), /they are kept: \d+ by integration-1/)
      const failed = events.flatMap((e) => (e.name === 'pull-failed' ? [e.code] : []))
      t.ok(failed.includes('lsid-not-integer'), 'CLI-05: after the update its column is too small')
    },
  )

t.test(
  'FO-03: sessions of customers who were still waiting at A when the site left it are announced before A goes, and stop nothing',
  async (t) => {
    const busy = legacyLab.replace(
      /clients: .*/,
      'clients: { representatives: 3, sessionEveryMs: 4000, sessionLengthMs: 20000 }',
    )
    const folder = t.testdir({ 'lab.yaml': busy })
    const { code, report, events } = await rehearsalIn(folder, 'asynchronous', 'virtual', [
      '--seed=2',
    ])
    const counts = events.flatMap((e) =>
      e.name === 'warning' && e.code === 'session-gap' ? [[e.step, e.count ?? 0] as const] : [],
    )
    t.same(
      counts.map(([step]) => step),
      ['leave-a', 'update-a'],
    )
    const [[, atSwing] = [], [, atUpdate] = []] = counts
    t.equal(report.sessions.discardedCount, atUpdate, 'every one that goes was announced')
    t.ok((atUpdate ?? 0) > (atSwing ?? 0), 'more than the swing could know')
    t.same([code, report.verdict], [0, 'passed-with-warnings'])
  },
)
