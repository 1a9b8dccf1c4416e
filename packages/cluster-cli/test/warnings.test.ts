import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { smallLab } from './support/lab-file.ts'
import { rehearsalIn } from './support/rehearsal.ts'

const cases = fileURLToPath(new URL('../../test/fixtures/cases/', import.meta.url))
const read = (name: string): string => readFileSync(`${cases}${name}.yaml`, 'utf8')

const calm = smallLab.replace(
  'representatives: 3',
  'representatives: 5, probeEveryMs: 10000, sessionEveryMs: 30000, sessionLengthMs: 40000',
)

const runbookOf = (...steps: readonly string[]): string =>
  `runbook: case
title: A case
guide: our own
windows:
  - id: w
    title: Window
    steps:
${steps.map((step) => `      - { title: t, guide: our own, ${step} }`).join('\n')}
`

const untick = (on: string): string => shared(on, false)
const tick = (on: string): string => shared(on, true)
const shared = (on: string, enabled: boolean): string =>
  `id: ${on}-${enabled ? 'on' : 'off'}, on: ${on}, do: set-address-enabled, with: { address: '\${network.sharedAddress}', enabled: ${enabled} }`
const leadsTo = (is: string): string =>
  `id: leads, on: network, observe: true, check: [{ of: network, that: siteLeadsTo, is: ${is} }]`

interface Story {
  readonly title: string
  readonly code: string
  readonly lab: string
  readonly runbook: string
  readonly message: RegExp
  /** Worse than the warning: what B alone recorded is lost. */
  readonly failed?: true
}

/** Each passed once without a word, or with another one. */
const stories: readonly Story[] = [
  {
    title: 'NET-03: offices that believe who has let go of the address are led to nobody',
    code: 'led-to-nobody',
    lab: read('split-brain.lab'),
    runbook: read('split-brain.runbook')
      .replace(/\n.*id: look.*/, '')
      .replace('wait: 15m }', 'wait: 15m, check: [{ of: network, that: staleOffices, is: 0 }] }'),
    message: /^\d offices? \(office-.* led to nobody from .*, for up to \d min/,
  },
  {
    title: 'REH-08: a site that nobody has for a quarter of an hour is unserved for too long',
    code: 'unserved-too-long',
    lab: calm,
    runbook: runbookOf(
      'id: break, on: b, do: break-relationship',
      untick('a'),
      'id: lunch, wait: 15m',
      tick('a'),
      'id: again, wait: 2m',
      leadsTo('a'),
    ),
    message: /^Nobody served the site from .*, for 15 min .*no installation had announced that/,
  },
  {
    title: 'FO-13: a primary that is cut off and its successor are both primary',
    code: 'same-role',
    lab: calm,
    runbook: runbookOf(
      "id: cut, on: network, do: cut-path, with: { from: '*', to: a }, until: [{ of: b, that: relationship.link, is: down }]",
      'id: take, on: b, do: become-primary, with: { syncFirst: false, force: true }, until: [{ of: b, that: role, is: primary }]',
      'id: serve, wait: 5m',
    ),
    message: /^A and B were both primary from .* for 5 min/,
    failed: true,
  },
  {
    title: 'NET-04: a resolver that believes for hours longer than the TTL follows late',
    code: 'followed-late',
    lab: `${calm}network: { swing: dns, dns: { ttlSeconds: 300 }, offices: [{ count: 2, resolver: honour }, { resolver: clamp, ttlMinSeconds: 10800 }] }\n`,
    runbook: runbookOf(
      'id: down, on: clients, do: wind-down-clients',
      'id: sync, on: b, do: sync-now, until: [{ of: b, that: sync.digestsAgree, is: true }]',
      'id: break, on: b, do: break-relationship',
      "id: edit, on: network, do: set-record, with: { name: '${network.siteHostname}', address: '${b.address}' }, until: [{ of: network, that: staleOffices, is: 0 }], within: 26h",
    ),
    message: /^1 office followed the site long after it was swung: office-3 to B after 2 h \d+ min/,
  },
]

for (const { title, code, lab, runbook, message, failed = false } of stories)
  t.test(`${title}, which is a warning with a name`, async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab, 'runbook.yaml': runbook })
    const { report, out } = await rehearsalIn(folder, 'runbook.yaml', 'virtual')
    t.equal(report.verdict, failed ? 'failed' : 'passed-with-warnings', out)
    const warning = report.warnings.find((one) => one.code === code)
    t.match(warning?.message, message)
    t.equal(report.reasons.includes(warning?.message ?? ''), !failed, 'a reason of the verdict')
  })
