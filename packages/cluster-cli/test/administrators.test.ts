import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

const shipped = readFileSync(
  fileURLToPath(new URL('../../../../labs/administrators.yaml', import.meta.url)),
  'utf8',
)

t.test(
  'SYN-02: the shipped lab with administrators loses exactly what was set on A after the last sync and not again on B',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': shipped })
    const { report, events } = await rehearsalIn(folder, 'asynchronous', 'virtual')
    t.same(report.settings.lost, [
      'login.agreement',
      'login.idle-timeout-minutes',
      'public-portal.message',
    ])
    t.equal(report.verdict, 'passed-with-warnings')
    const changed = events.flatMap((e) =>
      e.name === 'setting-changed' ? [`${e.source} ${e.key}`] : [],
    )
    t.same(changed, [
      'a public-portal.message',
      'a login.idle-timeout-minutes',
      'a email.smtp-relay',
      'a login.agreement',
      'b email.smtp-relay',
      'b login.idle-timeout-minutes',
      'b public-portal.languages',
    ])
    t.notOk(events.some((e) => e.name === 'setting-not-changed'))
  },
)

t.test(
  'SYN-02: an administrator who cannot get in is told of, and the runbook goes on',
  async (t) => {
    const folder = t.testdir({
      'lab.yaml': shipped.replace(
        /administrators:.*/s,
        'administrators: [{ at: 5m, on: b, key: k, value: v }]\n',
      ),
    })
    const { report, events } = await rehearsalIn(folder, 'asynchronous', 'virtual')
    t.same(report.settings.lost, [])
    const told = events.filter((e) => e.name === 'setting-not-changed')
    t.match(told, [{ key: 'k', appliance: 'b', reason: /installing/ }])
    t.not(report.verdict, 'failed')
  },
)
