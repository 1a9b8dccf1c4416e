import type { ApplianceStatus } from '@understudy/shared'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { rehearsalIn } from '../support/rehearsal.ts'

/** A third appliance, as hardware replacement needs it: nobody's backup, without data. */
const third =
  '\n  c: { hostname: c.support.example.com, address: 192.0.2.12, base: 3.2.4, site: 11.1.0 }'
const withThird = (lab: string): string => lab.replace(/(\n {2}b: [^\n]*)/, `$1${third}`)
const folder = t.testdir({ 'lab.yaml': withThird(smallLab) })
const understudy = (line: string) => commandLine(folder, line.split(' '))

t.test('FO-16: a lab of real processes has a third appliance, standalone and empty', async (t) => {
  t.teardown(() => understudy('down --name three'))
  t.match(await understudy('up --lab lab.yaml --name three'), { code: 0 })
  const statusOf = async (name: string) =>
    JSON.parse((await understudy(`do ${name} status`)).out) as ApplianceStatus
  t.match(await statusOf('c'), {
    name: 'c',
    role: 'none',
    relationship: null,
    hasPreSharedKey: true,
    sessions: { stored: 0 },
  })
  t.match([(await statusOf('a')).role, (await statusOf('b')).role], ['primary', 'backup'])
  t.match(await understudy('status'), { code: 0, out: /^c \(c\.support\.example\.com\)/m })
  t.match(await understudy('do d status'), { code: 3, err: /unknown appliance "d"/ })
  t.match(await understudy('do c set-setting --key motd --value hello'), { code: 0 })
})

t.test('FO-16: a rehearsal in virtual time and its report have a third appliance', async (t) => {
  const { report, events } = await rehearsalIn(folder, 'asynchronous', 'virtual')
  t.match(report.verdict, /^passed/)
  t.match(report.versions, { c: { before: { site: '11.1.0' }, after: { site: '11.1.0' } } })
  const roles = events.filter((e) => e.name === 'role-changed' && e.source === 'c')
  t.same(roles, [], 'it takes no part')
})

t.test('FO-16: who serves first and who is whose backup is the lab file’s to say', async (t) => {
  const other = t.testdir({
    'lab.yaml': `${withThird(smallLab)}\nstart: { serves: b, backup: c }\n`,
    'runbook.yaml': `
runbook: look
title: Who serves
guide: none
windows:
  - id: only
    title: Only
    steps:
      - id: see
        title: See
        guide: none
        observe: true
        check:
          - { of: b, that: role, is: primary }
          - { of: c, that: role, is: backup }
          - { of: a, that: role, is: none }
          - { of: network, that: siteLeadsTo, is: b }
`,
  })
  const line = 'rehearse runbook.yaml --lab lab.yaml --world virtual --json'
  const { out } = await commandLine(other, line.split(' '))
  const { steps } = JSON.parse(out)
  t.match(steps, [{ id: 'see', outcome: 'passed' }])
})

t.test('REH-03: a runbook that names an appliance which the lab lacks is refused', async (t) => {
  const other = t.testdir({
    'lab.yaml': smallLab,
    'runbook.yaml': `
runbook: look
title: Look
guide: none
windows:
  - id: only
    title: Only
    steps:
      - { id: see, title: See, guide: none, on: c, do: status }
`,
  })
  const line = 'rehearse runbook.yaml --lab lab.yaml --world virtual'
  t.match(await commandLine(other, line.split(' ')), {
    code: 3,
    err: /an appliance of the lab .* \(a, b\).*found "c"/,
  })
})

for (const [what, change, message] of [
  [
    'a name that means something else',
    (lab: string) => lab.replace(/\n {2}b:/, '\n  site:'),
    /means nothing else/,
  ],
  [
    'a start with nobody',
    (lab: string) => `${lab}\nstart: { serves: x }\n`,
    /an appliance of the lab/,
  ],
  [
    'its own backup',
    (lab: string) => `${lab}\nstart: { serves: a, backup: a }\n`,
    /another appliance/,
  ],
] as const)
  t.test(`FO-16: a lab file with ${what} is refused`, async (t) => {
    const other = t.testdir({ 'lab.yaml': change(smallLab) })
    const line = 'rehearse asynchronous --lab lab.yaml --world virtual'
    t.match(await commandLine(other, line.split(' ')), { code: 3, err: message })
  })
