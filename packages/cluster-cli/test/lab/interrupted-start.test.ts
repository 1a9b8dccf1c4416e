import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { LabRecord } from '../../src/lab/folder/lab-record.ts'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { type Command, startCommand } from '../support/process.ts'
import { allGone, childrenOf } from '../support/processes.ts'
import { noStuckNetwork, stuckNetwork } from '../support/stuck-network.ts'

interface StuckStart {
  readonly folder: string
  readonly up: Command
  readonly recordFile: string
  /** The supervisor and the network's process. */
  readonly pids: readonly number[]
}

async function stuckStart(t: Test): Promise<StuckStart> {
  const folder = t.testdir({ 'lab.yaml': smallLab })
  const labFolder = join(folder, '.understudy', 'labs', 'small')
  mkdirSync(labFolder, { recursive: true })
  const stuck = stuckNetwork(t, join(labFolder, 'dns-update.key'))
  const up = startCommand(folder, ['up', '--lab', 'lab.yaml'])
  await stuck()
  const recordFile = join(labFolder, 'lab.json')
  const { pid } = JSON.parse(readFileSync(recordFile, 'utf8')) as LabRecord
  const pids = [pid, ...childrenOf(pid)]
  t.equal(pids.length, 2)
  return { folder, up, recordFile, pids }
}

const skip = noStuckNetwork

t.test('LAB-01: down ends a lab whose network never gets ready', { skip }, async (t) => {
  const { folder, up, recordFile, pids } = await stuckStart(t)
  t.match(await commandLine(folder, ['down']), { code: 0, out: 'the lab small is stopped\n' })
  t.equal(await up.exited, 1)
  t.match(up.said(), 'understudy: the lab was stopped before it was ready')
  await allGone(pids)
  t.notOk(existsSync(recordFile))
})

t.test('LAB-01: Ctrl-C ends a lab that is being started', { skip }, async (t) => {
  const { up, recordFile, pids } = await stuckStart(t)
  up.child.kill('SIGINT')
  t.equal(await up.exited, 1)
  t.match(up.said(), 'understudy: the start was interrupted (SIGINT)')
  await allGone(pids)
  t.notOk(existsSync(recordFile))
})

t.test('SIGTERM of the supervisor ends a lab that is being started', { skip }, async (t) => {
  const { up, recordFile, pids } = await stuckStart(t)
  process.kill(pids[0] ?? 0, 'SIGTERM')
  t.equal(await up.exited, 1)
  await allGone(pids)
  t.notOk(existsSync(recordFile))
})
