import type { CertificateWarning } from '@understudy/shared'
import t from 'tap'
import { analyse, buildReport, renderHtml, renderSummary } from '../src/index.ts'
import {
  dnsStream,
  lostAnnouncementStream,
  natStream,
  probes,
  splitBrainStream,
  stormStream,
  tapeOf,
  ttlLoweredStream,
  twoRecordsStream,
} from './network-streams.ts'
import { minute } from './tape.ts'

const facts = { wallTimeMs: 1 }

t.test('NET-04: the long tail of a DNS swing is explained by TTL and resolvers', async (t) => {
  const report = buildReport(dnsStream(), facts)
  t.equal(report.swing, 'dns')
  t.same(report.explanations, [
    'At 0:05:01 the record of support.example.com was changed from 192.0.2.10 (A) to 192.0.2.11 (B), by hand. Its TTL was 5 min: a resolver that honours it may lead to the old address for so long.',
    'From 0:09:40 until 0:14:40 the fault slow-branch lay between office-10 and a (latency, 300 ms each way). It hit 12 connections.',
    '9 offices of 10 followed to B within 4 min 39 s.',
    "office-10 followed last, after 57 min 39 s, at 1:02:40: the resolver's cache (clamp, 3600 s) expired.",
    '3 of 3 clients that are set by an IP address and not by name did not follow to B (NET-07).',
  ])
  t.same(
    report.offices.map(({ name, ledTo }) => `${name} ${ledTo}`),
    Array.from({ length: 10 }, (_, i) => `office-${i + 1} b`),
    'by number, and each where it was led in the end',
  )
})

t.test(
  'NET-04, NET-09: the picture shows the share of offices at A and B, and faults',
  async (t) => {
    const page = renderHtml(analyse(dnsStream(), facts))
    t.match(page, 'Offices led to')
    t.match(page, '10 offices of 10 to A, from 0:00:00 to 0:05:32')
    t.match(page, '1 office of 10 to A, from 0:09:40 to 1:02:40')
    t.match(page, '9 offices of 10 to B, from 0:09:40 to 1:02:40')
    t.match(page, 'slow-branch (latency, office-10 to a, 300 ms each way): 0:09:40 to 0:14:40')
    t.match(page, /class="owner who-1"><title>B: 0:05:01 to/, 'the lane of the site itself')
  },
)

t.test('NET-04: an office that never follows is a warning', async (t) => {
  const events = dnsStream().filter(
    (event) => event.name !== 'office-moved' || event.office !== 'office-10',
  )
  const report = buildReport(events, facts)
  t.equal(report.verdict, 'passed-with-warnings')
  t.match(
    report.reasons.join('\n'),
    '1 office was still led elsewhere than the site when the rehearsal ended: office-10 to A.',
  )
  t.match(report.explanations.join('\n'), '1 office never followed to B: office-10.')
})

t.test('NET-03: a lost announcement explains why one office was down longer', async (t) => {
  const report = buildReport(lostAnnouncementStream(), facts)
  t.match(
    report.explanations[0],
    /announcement that B has 192.0.2.100 did not reach office-2: its router believed the old entry for 60 s, until .* \(its ARP entry \(60 s\) aged\)\.$/,
  )
  t.equal(report.downtimeMs, 60_000)
  t.equal(report.downtimeForAllMs, 1_000)
  t.match(report.outages, [
    { offices: ['office-1', 'office-2'], downForAllMs: 1_000, step: 'leave-a' },
  ])
  t.match(report.offices, [
    { name: 'office-1', downtimeMs: 1_000, outages: 1 },
    { name: 'office-2', downtimeMs: 60_000, longestGapMs: 60_000 },
  ])
  const summary = renderSummary(report, { color: false, width: 100 })
  t.match(summary, 'longest gap 1 min; 1 s for all 2 offices')
})

t.test('NET-03: who believes an appliance that has let go is down, and is told why', async (t) => {
  const report = buildReport(splitBrainStream(), facts)
  t.match(
    report.explanations.join('\n'),
    [
      /1 office \(office-2\) was led to nobody: its ARP cache still says b has 192\.0\.2\.100\. That lasted until 0:\d\d:\d\d at the latest \(5 min for one office\), when office-2 could say: its ARP entry \(600 s\) aged\./,
    ][0],
  )
  t.match(report.outages, [
    { downtimeMs: 5 * minute, reason: 'timeout; its ARP cache still says b has 192.0.2.100' },
  ])
})

t.test(
  'NET-04: answers are explained by the TTL that they were given under, not by a later one',
  async (t) => {
    const { explanations } = buildReport(ttlLoweredStream(), facts)
    t.same(explanations.slice(0, 2), [
      'At 0:00:01 the TTL of the record of support.example.com, 192.0.2.10 (A), was changed from 1 h to 30 s, by hand. Answers that were given before are held for as long as they were given.',
      'At 0:03:01 the record of support.example.com was changed from 192.0.2.10 (A) to 192.0.2.11 (B), by hand. Answers that were given before 0:00:01 had a TTL of 1 h, later ones of 30 s: a resolver that honours them may lead to the old address until 1:00:01.',
    ])
  },
)

t.test('NET-13: a site whose records lead to both is a warning', async (t) => {
  const report = buildReport(twoRecordsStream(), facts)
  t.match(
    report.reasons.join('\n'),
    /The site's name led to A and B at once for .*: it had several records\./,
  )
  t.notMatch(report.reasons.join('\n'), /still led elsewhere/, 'an office is right with either')
  t.match(
    report.explanations.join('\n'),
    /the AAAA record of support\.example\.com was changed from none to 2001:db8::c000:20b/,
  )
})

t.test('NET-05: what a gateway kept is told, and what it cut', async (t) => {
  const [kept] = buildReport(natStream('keep'), facts).explanations
  t.match(
    kept,
    'new connections followed at once. Established ones were kept until they ended: by them A recorded 2 sessions more, the last at 0:03:01',
  )
  t.match(buildReport(natStream('cut'), facts).explanations[0], 'Established ones were cut.')
})

t.test('CLI-08, UPD-08: the report counts the clients and names who needs hands', async (t) => {
  const report = buildReport(dnsStream(), facts)
  t.match(report.population, {
    total: 59,
    upgraded: 50,
    late: 6,
    stranded: 1,
    redeployByHand: 2,
    strandedClients: ['jump-17'],
  })
  t.notOk(
    report.population?.groups.some(({ group }) => group === 'jumpoints'),
    'none of these',
  )
  t.equal(report.verdict, 'passed-with-warnings')
  t.same(report.reasons, [
    '1 of the active Jump Clients are stranded: they missed too many versions and have to be redeployed by hand (UPD-08).',
    'To be redeployed by hand: 2 of the consoles by MSI on locked-down machines (CLI-01, CLI-05).',
    '3 of 3 clients set by an IP address did not follow the swing (NET-07).',
  ])
  const page = renderHtml(analyse(dnsStream(), facts))
  t.match(page, 'Active Jump Clients: 1 (1 stranded)')
  t.match(page, 'Stranded by name: jump-17')
})

t.test('CLI-06: who finds no room under the licence has not missed too many versions', (t) => {
  const events = dnsStream().map((event) =>
    event.name === 'client-stranded' ? { ...event, reason: 'jump-client-limit' } : event,
  )
  t.equal(
    buildReport(events, facts).reasons[0],
    "1 of the active Jump Clients are stranded: the site's licence has no room for them (CLI-06).",
  )
  t.end()
})

t.test('CLI-03: the storm is drawn, with its throttle by name', async (t) => {
  const report = buildReport(stormStream(true), facts)
  t.match(report.storm, {
    throttle: { count: 5_000, concurrentUpgradesMax: 50, connectionRateMax: 50 },
    peakPerSecond: 70,
    attempts: 24_300,
  })
  t.match(report.requests, {
    count: 12_000,
    failed: 0,
    worst: { p50Ms: 19, p99Ms: 94, maxMs: 188 },
  })
  const page = renderHtml(analyse(stormStream(true), facts))
  t.match(
    page,
    'Jump Clients throttled: at most 50 upgrades at a time, 50 new connections a second.',
  )
  t.match(page, 'class="storm-upgraded"')
  t.match(page, '700 attempts, 500 got in, 150 deferred, 50 failed, 84 upgraded')
  const summary = renderSummary(report, { color: false, width: 100 })
  t.match(summary, 'Storm               24,300 attempts, 70 a second at its peak')
  t.match(summary, 'Requests at worst   p50 19 ms, p99 94 ms, 0 failed in all')
})

t.test('CLI-03: without a throttle the report shows the damage', async (t) => {
  const report = buildReport(stormStream(false), facts)
  t.match(report.requests?.worst, { p99Ms: 4_000 })
  const page = renderHtml(analyse(stormStream(false), facts))
  t.match(page, 'Both throttles of Jump Clients off.')
  t.match(page, 'class="requests-span bad"')
})

t.test(
  'REH-05: a lab with one office and no Jump Clients has no lane and no card for them',
  async (t) => {
    const tape = tapeOf('shared-ip')
    probes(tape, 1, minute)
    const page = renderHtml(analyse(tape.end().events, facts))
    for (const words of [
      'Offices led to',
      'reconnection storm',
      '<h2>Clients</h2>',
      '>Faults<',
      '<h2>Why',
    ])
      t.notMatch(page, words)
  },
)

t.test(
  'CRT-02: a certificate that clients refuse is named, with what was wrong and for how long',
  async (t) => {
    const address = '192.0.2.100'
    const stream = (warnings: readonly CertificateWarning[]) => {
      const tape = tapeOf('shared-ip')
      probes(tape, 1, minute)
      const assigned = { certificate: 'certificate-1', issuedTo: 'x.test', warnings }
      tape.tell('b', { name: 'certificate-assigned', address, ...assigned })
      const gap = { probe: 'probe-1', startedAtMs: tape.nowMs + 1_000 }
      if (warnings.length > 0)
        tape.tell('clients', {
          name: 'outage-began',
          ...gap,
          earliestMs: tape.nowMs,
          lastGoodMs: tape.nowMs,
          reason: 'certificate',
        })
      tape.wait(minute)
      if (warnings.length > 0)
        tape.tell('clients', {
          name: 'outage-ended',
          ...gap,
          endedAtMs: tape.nowMs,
          lastFailedMs: tape.nowMs - 1_000,
          probesFailed: 60,
          reason: 'certificate',
        })
      return buildReport(tape.audit().end().events, facts).explanations.join('\n')
    }
    t.match(
      stream(['wrong-name', 'no-chain']),
      /At (\S+) B was given a certificate for 192\.0\.2\.100 that is not for support\.example\.com, lacks the certificates of its chain\. Clients check it and refused it from \S+ until \S+\./,
    )
    t.notMatch(stream([]), /certificate/)
  },
)
