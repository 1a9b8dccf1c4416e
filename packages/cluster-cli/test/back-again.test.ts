import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

const cases = fileURLToPath(new URL('../../test/fixtures/cases/', import.meta.url))
const read = (name: string): string => readFileSync(`${cases}${name}.yaml`, 'utf8')

t.test(
  'CLI-05: Jump Clients newer than the box to which the site was swung back are a warning with a name, and knock once a day',
  async (t) => {
    const folder = t.testdir({
      'lab.yaml': read('back-again.lab'),
      'runbook.yaml': read('back-again.runbook'),
    })
    const { report, events, out } = await rehearsalIn(folder, 'runbook.yaml', 'virtual')
    t.equal(report.verdict, 'passed-with-warnings', out)
    t.match(report.warnings, [
      {
        code: 'clients-not-admitted',
        message: /^50 of the active Jump Clients are not admitted by A: .* until it is updated/,
      },
    ])
    t.equal(report.population?.strandedClients.length, 50, 'each by name')
    const backMs = events.findLast((e) => e.name === 'site-leads-to')?.atMs ?? 0
    const attempts = events.flatMap((e) =>
      e.name === 'reconnections' && e.group === 'active-jump-clients' && e.fromMs > backMs
        ? [e.attempts]
        : [],
    )
    const all = attempts.reduce((sum, one) => sum + one, 0)
    t.ok(all > 0 && all <= 150, `${all} attempts of 50 clients in two hours`)
  },
)
