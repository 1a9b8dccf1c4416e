import t from 'tap'
import { smallLab } from './support/lab-file.ts'
import { rehearsalIn } from './support/rehearsal.ts'

const waits = `runbook: waits
title: Only waits
guide: our own
windows:
  - { id: w, title: Window, steps: [{ id: s, title: Wait, guide: our own, wait: 10m }] }
`
const withoutTarget = smallLab
  .replace(/target:.*\n/, '')
  .replace('representatives: 3', 'representatives: 8')
// Nobody who works, and nobody who would stand in the way of the site's test.
const withoutClients = smallLab.replace(
  'representatives: 3',
  'representatives: 0, sessionEveryMs: 86400000',
)

/** Each was green once, though nothing was proved by it. */
const stories: readonly [
  title: string,
  lab: string,
  runbook: string,
  reasons: readonly RegExp[],
][] = [
  [
    'an upgrade to what is installed already',
    withoutTarget,
    'synchronous',
    [/nothing was installed on it: it had the lab's target/, /update-b is there to update B/],
  ],
  ['an upgrade without clients', withoutClients, 'synchronous', [/No client had a session/]],
  ['a runbook that only waits', smallLab, 'waits.yaml', [/No step of the runbook checks anything/]],
]

for (const [title, lab, runbook, reasons] of stories)
  t.test(`REH-08: ${title} is inconclusive, in words and by exit code`, async (t) => {
    const folder = t.testdir({ 'lab.yaml': lab, 'waits.yaml': waits })
    const { code, report, out } = await rehearsalIn(folder, runbook, 'virtual')
    t.same([code, report.verdict], [2, 'inconclusive'], out)
    for (const reason of reasons) t.match(report.reasons.join('\n'), reason)
  })
