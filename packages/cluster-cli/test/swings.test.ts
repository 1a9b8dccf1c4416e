import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from '@understudy/report'
import { type EventName, type LabEvent, type SwingMethod, swingMethods } from '@understudy/shared'
import t, { type Test } from 'tap'
import { inLessTime, smallLab } from './support/lab-file.ts'
import { milestones } from './support/milestones.ts'
import { hasEachOnce } from './support/pulled.ts'
import { rehearsalIn } from './support/rehearsal.ts'

/*
 * Each swing method, rehearsed in both worlds: what the network's settings make of it must be in the
 * report, and be the same in both.
 */

/** Fewer probes, since minutes pass by DNS, and no more customers than three people can help. */
const sparse = smallLab.replace(
  'representatives: 3',
  'representatives: 3, probeEveryMs: 15000, sessionEveryMs: 30000, sessionLengthMs: 40000',
)

/** Programs that pull session data, by the site's name and by A's address. */
const withIntegrations = sparse.replace(
  'representatives: 3,',
  `representatives: 3, integrations: [
    { kind: own-program, pullEveryMs: 60000 },
    { kind: integration-client, setBy: address, pullEveryMs: 300000 }],`,
)

const shippedNat = readFileSync(
  fileURLToPath(new URL('../../../../labs/nat.yaml', import.meta.url)),
  'utf8',
).replace(/betweenWindowsMinutes: \d+\n/, inLessTime)

const labs: Readonly<Record<SwingMethod, string>> = {
  'shared-ip': `${sparse}${inLessTime}network:
  swing: shared-ip
  offices: [{ count: 3, resolver: honour }]
  arp: { cacheSeconds: 60, lostAnnouncementShare: 1 }
`,
  dns: `${withIntegrations}${inLessTime}network:
  swing: dns
  dns: { ttlSeconds: 120 }
  offices: [{ count: 9, resolver: honour }, { resolver: clamp, ttlMinSeconds: 1200 }]
`,
  nat: shippedNat,
}

const named = <N extends EventName>(events: readonly LabEvent[], name: N) =>
  events.filter((event): event is Extract<LabEvent, { name: N }> => event.name === name)

/** How long after the swing each office was led to B, by its own connections. */
function followedAfterMs(events: readonly LabEvent[]): readonly number[] {
  const swungAtMs = named(events, 'site-leads-to').find(({ appliance }) => appliance === 'b')?.atMs
  const moves = named(events, 'office-moved').filter(({ to }) => to === 'b')
  return moves.map(({ atMs }) => atMs - (swungAtMs ?? 0)).sort((one, other) => one - other)
}

const claims: Readonly<
  Record<SwingMethod, (t: Test, report: Report, events: readonly LabEvent[]) => void>
> = {
  'shared-ip': (t, report, events) => {
    const lost = named(events, 'announcement-lost').filter(({ appliance }) => appliance === 'b')
    t.ok(lost.length > 0, 'announcements were lost')
    const last = followedAfterMs(events).at(-1) ?? 0
    t.ok(last <= 75_000, `NET-03: the last office believed A for at most the cache's age: ${last}`)
    t.ok(report.downtimeMs > 1_000 && report.downtimeMs <= 75_000, `${report.downtimeMs}`)
    t.match(report.explanations.join('\n'), /did not reach office-\d: its router believed/)
  },
  dns: (t, report, events) => {
    const after = followedAfterMs(events)
    t.equal(after.length, 10, 'every office has followed')
    t.ok((after[8] ?? 0) <= 140_000, `NET-04: nine within the TTL: ${after[8]}`)
    t.ok((after[9] ?? 0) > 140_000, `NET-04: the clamp is the long tail: ${after[9]}`)
    t.ok((after[9] ?? 0) <= 1_220_000, `and no longer than it holds: ${after[9]}`)
    t.match(report.explanations.join('\n'), /office-10 followed last, .*clamp, 1200 s/)
    t.equal(
      report.downtimeMs < 10_000,
      true,
      `A serves those who still come: ${report.downtimeMs} ms`,
    )
  },
  nat: (t, report, events) => {
    const changedAtMs = named(events, 'nat-rule-changed')[0]?.atMs ?? 0
    const tests = new Set(named(events, 'test-passed').map(({ lsid }) => lsid))
    const later = named(events, 'session-acknowledged').filter(
      ({ atMs, appliance, lsid }) => atMs > changedAtMs && appliance === 'a' && !tests.has(lsid),
    )
    t.ok(later.length > 0, 'NET-05: sessions stay at A until they end')
    t.match(report.explanations.join('\n'), `A recorded ${later.length} session`)
    t.ok((followedAfterMs(events).at(-1) ?? 0) <= 20_000, 'new connections follow at once')
  },
}

/** Whose milestones must be the same: by DNS an office follows when its resolver's copy ends, which hangs on its first question. */
const sources: Readonly<Record<'dns' | 'nat', readonly string[]>> = {
  dns: ['conductor'],
  nat: ['conductor', 'a', 'b', 'network'],
}

t.test('REH-02, NET-03: a rehearsal by shared-ip explains itself', async (t) => {
  const folder = t.testdir({ 'lab.yaml': labs['shared-ip'] })
  const { code, out, report, events } = await rehearsalIn(folder, 'asynchronous', 'virtual')
  t.equal(code, 0, out)
  claims['shared-ip'](t, report, events)
})

// By shared IP the shipped lab is played in both worlds (`parity.test`).
for (const swing of ['dns', 'nat'] as const)
  t.test(
    `REH-02, IC-01: a rehearsal by ${swing} explains itself in both worlds, and programs that pull have each session once`,
    async (t) => {
      const folder = t.testdir({ 'lab.yaml': labs[swing] })
      const virtual = await rehearsalIn(folder, 'asynchronous', 'virtual')
      t.equal(virtual.code, 0, virtual.out)
      claims[swing](t, virtual.report, virtual.events)
      const real = await rehearsalIn(folder, 'asynchronous', 'real')
      t.equal(real.code, 0, real.out)
      claims[swing](t, real.report, real.events)
      // By DNS, whose lab has some.
      if (swing === 'dns')
        for (const { events } of [virtual, real])
          for (const client of ['integration-1', 'integration-2']) hasEachOnce(t, events, client)
      t.same([virtual.report.sessions.lost, real.report.sessions.lost], [[], []])
      for (const source of sources[swing]) {
        const expected = milestones(virtual.events, source)
        t.ok(expected.length > 0, `${source} has milestones`)
        t.same(milestones(real.events, source), expected, `milestones of ${source}`)
      }
      t.same(real.report.versions, virtual.report.versions)
      // The same people at the same work: a handshake's milliseconds may move a handful across the moment of a cut.
      const [{ sessions: one }, { sessions: other }] = [real.report, virtual.report]
      for (const count of ['cut', 'abandoned', 'turnedAway'] as const)
        t.ok(
          Math.abs(one[count] - other[count]) <= 5,
          `${count}: ${one[count]} and ${other[count]}`,
        )
    },
  )

t.test('NET-05: a gateway that cuts leaves nobody at A', async (t) => {
  const folder = t.testdir({ 'lab.yaml': shippedNat.replace('onChange: keep', 'onChange: cut') })
  const { code, out, report } = await rehearsalIn(folder, 'asynchronous', 'virtual')
  t.equal(code, 0, out)
  t.match(report.explanations[0], 'Established ones were cut.')
  t.ok(report.sessions.cut > 0, 'sessions under way end there')
})

t.test('the synchronous upgrade plays with every method', async (t) => {
  for (const swing of swingMethods) {
    const folder = t.testdir({ 'lab.yaml': labs[swing] })
    const { code, out, report } = await rehearsalIn(folder, 'synchronous', 'virtual')
    t.equal(code, 0, out)
    t.ok(report.downtimeMs > 15 * 60_000, `${swing}: the site is down while A installs`)
  }
})
