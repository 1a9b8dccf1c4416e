import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import {
  type Lab,
  type LabFile,
  type LabOptions,
  OperationRefused,
  rehearse,
  startLab,
  startWorld,
  UsageError,
} from '../../src/library/index.ts'
import { smallLab } from '../support/lab-file.ts'
import { allGone, childrenOf } from '../support/processes.ts'

const small = { lab: parse(smallLab) as LabFile }

/** The same on real processes and in virtual time. */
async function askedAndAnswered(t: Test, lab: Lab): Promise<void> {
  t.equal((await lab.do('a', 'status')).role, 'primary')
  await lab.do('a', 'set-setting', { key: 'motd', value: 'Back at nine' })
  await lab.do('b', 'sync-now')
  const synced = await lab.until(({ name, source }) => name === 'sync-finished' && source === 'b')
  t.ok(lab.events.includes(synced))
  t.equal((await lab.do('b', 'list-settings'))['motd'], 'Back at nine')
  const refused = lab.do('b', 'set-setting', { key: 'motd', value: 'x' })
  await t.rejects(refused, { name: 'OperationRefused', code: 'wrong-role' })
  await t.rejects(refused, OperationRefused)

  await lab.network('cut-path', { from: 'a', to: 'b' })
  const before = lab.nowMs
  await lab.until(({ name }) => name === 'link-down')
  t.ok(lab.nowMs > before, 'what takes time takes lab time')
  t.ok((await lab.network('network-status')).zone.records.length > 0)
  await lab.pass(60_000)
  t.ok(lab.nowMs >= before + 60_000)
  await t.rejects(
    lab.until(() => false, 1_000),
    /did not come within 1 s of lab time/,
  )
}

t.test('LAB-01: a test starts a lab in virtual time, asks and disturbs it', async (t) => {
  const lab = await startWorld(small)
  await askedAndAnswered(t, lab)
  await lab.down()
  await lab.down()
  await t.rejects(lab.do('a', 'status'), /the lab is down/)
  const again = await startWorld(small)
  t.same(again.events, lab.events.slice(0, again.events.length), 'CHA-07')
})

t.test('LAB-01: a test starts a lab of real processes, which leaves nothing', async (t) => {
  const before = childrenOf(process.pid)
  const lab = await startLab(small)
  t.teardown(() => lab.down())
  const started = childrenOf(process.pid, 'understudy-lab-').filter((pid) => !before.includes(pid))
  t.equal(started.length, 5)
  t.ok(existsSync(lab.caFile))
  t.ok(Number(lab.doors.ports['socks']) > 0)
  await askedAndAnswered(t, lab)
  await Promise.all([lab.down(), lab.down()])
  await allGone(started)
  t.notOk(existsSync(dirname(lab.caFile)))
})

t.test('LAB-01: what does not fit is told before anything starts', async (t) => {
  const wrong: LabOptions = { lab: { ...small.lab, sharedAddress: '1.2.3' } }
  await t.rejects(startLab(wrong), { name: 'UsageError', message: /sharedAddress/ })
  await t.rejects(startWorld({ lab: 'defualt' }), UsageError)
  await t.rejects(rehearse('asynchronus', { ...small, world: 'virtual' }), /did you mean/)
})

t.test('REH-05: a test rehearses a runbook and reads its report', async (t) => {
  const lab = { ...small.lab, clients: { representatives: 8 } }
  const options = { lab, world: 'virtual', seed: 7 } as const
  const { report, events, write } = await rehearse('synchronous', options)
  t.equal(report.verdict, 'passed')
  t.ok(events.length > 100)
  const folder = t.testdir()
  write(`${folder}/report`)
  t.ok(existsSync(`${folder}/report/junit.xml`))
})
