import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SwingMethod, swingMethods } from '@understudy/shared'
import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

/** As the shipped lab, with little in it. */
const lab = (swing: SwingMethod): string => `name: hardware
siteHostname: support.example.com
appliances:
  a: { hostname: a.example.com, address: 192.0.2.1, base: 3.3.2, site: 12.2.0 }
  b: { hostname: b.example.com, address: 192.0.2.2, base: 3.3.2, site: 12.2.0 }
  c: { hostname: c.example.com, address: 192.0.2.3, base: 3.2.4, site: 11.1.0 }
target: { base: 3.3.2, site: 12.2.0 }
network: { swing: ${swing}, dns: { ttlSeconds: 60 } }
data: { sessions: 100, recordings: 5, recordingBytes: 4096 }
clients: { representatives: 3, probeEveryMs: 15000, sessionEveryMs: 60000 }
betweenWindowsMinutes: 5
installation: { baseMinutes: 1, siteMinutes: 2 }
`

/** Real processes once: what differs between the worlds is how files go in and out, and not the swing. */
const plays = [
  ...swingMethods.map((swing) => ['virtual', swing] as const),
  ['real', 'dns'] as const,
]

for (const [world, swing] of plays)
  t.test(
    `HW-01: in the ${world} world new hardware takes the place of an old box by ${swing}, with all that it held`,
    async (t) => {
      const folder = t.testdir({ 'lab.yaml': lab(swing) })
      const { code, out, report, events } = await rehearsalIn(folder, 'hardware-replacement', world)
      t.equal(code, 0, out)
      t.same([...new Set(report.steps.map(({ outcome }) => outcome))], ['passed'])
      t.match(report.versions['c'], { after: { base: '3.3.2', site: '12.2.0' } })
      t.same(report.sessions.lost, [])
      const backup = readFileSync(join(folder, world, 'backup-a.nsb'), 'utf8')
      t.match(backup, /^understudy-backup 2\n/, 'the backup lies beside the report')
      const restored = report.steps.find(({ id }) => id === 'restore-c')
      // What the backup lacks came later, with all recordings, over the relationship.
      t.match(
        restored?.evidence[0],
        /10\d sessions that were not here; \d+ recordings .* in no backup/,
      )
      t.ok(readFileSync(join(folder, world, 'certificate-a.p12')).length > 0)
      const evidenceOf = (id: string) => report.steps.find((one) => one.id === id)?.evidence ?? []
      t.match(evidenceOf('log-in-c'), [/^c: .* the password has to be changed\.$/], 'WEB-02')
      const given = swing === 'shared-ip' ? 'assign-shared-c' : 'assign-c'
      t.match(evidenceOf(given)[0], /certificate-1 is served at .*, without warnings/, 'CRT-01')
      const ended = events.flatMap((e) => (e.name === 'appliance-ending' ? [e] : []))
      t.match(ended, [
        { source: 'a', how: 'factory-reset' },
        { source: 'a', how: 'shut-down' },
      ])
      const led = events.findLast(({ name }) => name === 'site-leads-to')
      t.match(led, { appliance: 'c' })
      t.notOk(led !== undefined && 'others' in led && led.others.length > 0)
      t.ok(report.exposureMs > 5 * 60_000, 'C had no backup until it got B')
    },
  )
