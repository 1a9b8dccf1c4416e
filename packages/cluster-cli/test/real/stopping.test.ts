import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { startCommand } from '../support/process.ts'
import { allGone, childrenOf } from '../support/processes.ts'

const rehearse = 'rehearse asynchronous --lab lab.yaml --out out'.split(' ')
const lab = { 'lab.yaml': smallLab }

const foldersOfLabs = (out: string): readonly string[] =>
  readdirSync(out).filter((name) => name.includes('lab-'))

t.test('REH-08: Ctrl-C leaves an inconclusive report and no process', async (t) => {
  const folder = t.testdir(lab)
  const command = startCommand(folder, [...rehearse, '--json'])
  await command.says('the lab is ready')
  const pids = childrenOf(command.child.pid ?? 0)
  t.equal(pids.length, 5)
  await command.says('  told: ')
  command.child.kill('SIGINT')
  t.equal(await command.exited, 2)
  await allGone(pids)
  const report = JSON.parse(readFileSync(join(folder, 'out', 'report.json'), 'utf8')) as Report
  t.equal(report.verdict, 'inconclusive')
  t.match(report.reasons, ['The rehearsal was stopped: interrupted (SIGINT)'])
  for (const file of ['report.html', 'junit.xml', 'events.ndjson'])
    t.ok(existsSync(join(folder, 'out', file)), file)
  t.same(foldersOfLabs(join(folder, 'out')), [], 'the lab is removed')
  t.match(command.said(), /cannot be gone on with.*--keep-lab/, 'REH-04')
  t.match(await commandLine(folder, ['verify', 'out']), { code: 0 }, 'what there is agrees')
})

t.test('kill -9 of the command leaves no process', async (t) => {
  const folder = t.testdir(lab)
  const command = startCommand(folder, rehearse)
  await command.says('the lab is ready')
  const pids = childrenOf(command.child.pid ?? 0)
  t.equal(pids.length, 5)
  command.child.kill('SIGKILL')
  t.equal(await command.exited, 'SIGKILL')
  await allGone(pids)
})

t.test('an appliance that dies ends the rehearsal, which says so', async (t) => {
  const folder = t.testdir(lab)
  const command = startCommand(folder, [...rehearse, '--keep-lab'])
  await command.says('the lab is ready')
  const [kept] = foldersOfLabs(join(folder, 'out'))
  const [pid = 0] = childrenOf(command.child.pid ?? 0, join('config', 'b.json'))
  process.kill(pid, 'SIGKILL')
  t.equal(await command.exited, 2)
  t.match(command.said(), /appliance b ended \(SIGKILL\)/)
  t.match(command.said(), `the lab is kept in ${join('out', kept ?? '')}`)
  t.ok(existsSync(join(folder, 'out', kept ?? '', 'data', 'b', 'appliance.db')))
})
