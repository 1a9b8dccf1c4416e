import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { smallLab } from './support/lab-file.ts'
import { rehearsalIn } from './support/rehearsal.ts'

const runbook = `runbook: downloads
title: What an operator downloads
guide: our own
windows:
  - id: w
    title: Window
    steps:
      - { id: backup, title: Backup, guide: our own, on: a, do: download-backup }
      - { id: list, title: List, guide: our own, on: a, do: export-jump-clients }
      - { id: call, title: Call, guide: our own, on: clients, do: call-jump-client }
      - { id: see, title: See, guide: our own, observe: true, check: [{ of: a, that: role, is: primary }] }
`
const lab = smallLab.replace('representatives: 3', 'representatives: 8, jumpClients: { active: 3 }')

for (const world of ['virtual', 'real'] as const)
  t.test(
    `REH-05, CLI-04: in the ${world} world the backup and the list of Jump Clients lie beside the report`,
    async (t) => {
      const folder = t.testdir({ 'lab.yaml': lab, 'runbook.yaml': runbook })
      const { code, out, report } = await rehearsalIn(folder, 'runbook.yaml', world)
      t.equal(code, 0, out)
      const called = report.steps.find(({ id }) => id === 'call')
      t.match(called?.evidence, [/^jump-active-1 was called and reached; session .* by a\.$/])
      const read = (name: string): string => readFileSync(join(folder, world, name), 'utf8')
      const [magic, head = ''] = read('backup.nsb').split('\n')
      t.equal(magic, 'understudy-backup 2')
      t.match(JSON.parse(head), { site: '11.1.0', sealing: null })
      const [header, ...clients] = read('list.jump-clients.csv').trim().split('\r\n')
      t.equal(
        header,
        'Name,Kind,Connection Type,Version,Status,Status Details,Last Check-In',
        'a CSV file, not CSV inside JSON',
      )
      t.match(
        clients,
        [1, 2, 3].map((n) => new RegExp(`^jump-active-${n},jump-client,active,11.1.0,online,`)),
      )
    },
  )
