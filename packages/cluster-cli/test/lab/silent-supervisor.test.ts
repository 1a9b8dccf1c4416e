import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { standaloneClock } from '@understudy/lab-channel'
import t, { type Test } from 'tap'
import { ApplianceCalls } from '../../src/appliances/appliance-calls.ts'
import { keepPlan } from '../../src/lab/folder/kept-lab.ts'
import { makeLabFolder, namedLabFolder } from '../../src/lab/folder/lab-folder.ts'
import { createRecord, type LabRecord, updateRecord } from '../../src/lab/folder/lab-record.ts'
import { adminTokenFile } from '../../src/lab/processes/child-configs.ts'
import { noDoors } from '../../src/lab/processes/lab-doors.ts'
import { askSupervisor } from '../../src/lab/running/control.ts'
import { commandLine } from '../support/command-line.ts'
import { stageLab } from '../support/stage.ts'

/** Takes connections, as the kernel does for a process that is stopped, and says nothing. */
async function mute(t: Test): Promise<number> {
  const server: Server = createServer((socket) => void socket.on('error', () => {}).resume())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  return (server.address() as { port: number }).port
}

t.test('LAB-01: a supervisor that says nothing is not waited for without end', async (t) => {
  const port = await mute(t)
  await t.rejects(askSupervisor(port, 'token', 'ping', 20), /has not answered within 0.02 s/)
})

t.test('LAB-01: an appliance that says nothing is not waited for without end', async (t) => {
  const port = await mute(t)
  const certificate = rootCertificates[0] ?? ''
  const hung = {
    name: 'a',
    hostname: 'a.example.com',
    host: '127.0.0.1',
    port: () => port,
    certificate,
    token: 'x',
  }
  const calls = new ApplianceCalls(standaloneClock(), [hung], { answerMs: 20, retryForMs: 0 })
  t.teardown(() => calls.close())
  const said = await calls.invoke('a', 'status', {})
  t.match(said, { ok: false, refusal: { code: 'peer-unreachable', message: /no answer in time/ } })
})

t.test(
  'LAB-01: what a dead supervisor has left behind is ended, with or without a record',
  async (t) => {
    const folder = t.testdir()
    const lab = namedLabFolder(folder, 'left')
    makeLabFolder(lab)
    const endless = ['-e', 'setInterval(() => {}, 1e6)', '--']
    const start = (...args: readonly string[]) => {
      const child = spawn(process.execPath, [...endless, ...args], { stdio: 'ignore' })
      t.teardown(() => void child.kill('SIGKILL'))
      return { child, ended: once(child, 'exit') }
    }
    const own = [start(lab.configFile('a')), start('lab-supervisor', lab.path)]
    // Somebody who reads the lab's files, and another lab whose name begins like it.
    const foreign = [start(lab.configFile('a'), 'more'), start(`${lab.path}-2/config/a.json`)]
    await Promise.all([...own, ...foreign].map(({ child }) => once(child, 'spawn')))
    t.match(await commandLine(folder, ['down']), { code: 1, err: /no lab is running/ })
    const forced = await commandLine(folder, ['down', '--force'])
    t.same(forced, { code: 0, out: 'the lab left is stopped\n', err: '' })
    for (const { ended } of own) t.same(await ended, [null, 'SIGKILL'])
    for (const { child } of foreign) t.equal(child.exitCode ?? child.signalCode, null)
    t.match(await commandLine(folder, ['down', '--force']), { code: 1, err: /no lab is running/ })
  },
)

t.test('LAB-01: a record that cannot be written is told as such', async (t) => {
  const file = join(t.testdir({ 'lab.json': {} }), 'lab.json')
  t.throws(() => updateRecord(file, {} as LabRecord), /cannot write .*lab.json: /)
})

t.test('LAB-01: what hangs is told, the rest is shown, and down --force ends it', async (t) => {
  const folder = t.testdir()
  const labFolder = namedLabFolder(folder, 'small')
  makeLabFolder(labFolder)
  keepPlan(labFolder, { lab: stageLab({ name: 'small' }), seed: '1', participants: [] })
  writeFileSync(labFolder.caFile, rootCertificates[0] ?? '')
  for (const name of ['a', 'b']) {
    mkdirSync(labFolder.dataFolder(name), { recursive: true })
    writeFileSync(adminTokenFile(labFolder, name), 'secret')
  }
  const endless = ['-e', 'setInterval(() => {}, 1e6)', '--']
  const own = spawn(process.execPath, [...endless, labFolder.configFile('a')], { stdio: 'ignore' })
  const foreign = spawn(process.execPath, [...endless, 'elsewhere'], { stdio: 'ignore' })
  t.teardown(() => [own, foreign].forEach((child) => void child.kill('SIGKILL')))
  createRecord(labFolder.recordFile, {
    format: 'understudy-lab-1',
    name: 'small',
    state: 'running',
    pid: own.pid ?? 0,
    controlPort: await mute(t),
    consolePort: null,
    hubPort: null,
    doors: noDoors,
    processes: { a: { pid: foreign.pid ?? 0, port: null, metricsPort: null } },
  })
  const sentence = `the supervisor of the lab small (process ${own.pid}) does not answer; end it with: understudy down --force --name small`
  const [status, down, up] = await Promise.all(
    ['status', 'down', 'up --name small'].map((line) => commandLine(folder, line.split(' '))),
  )
  t.match(status, { code: 1, err: '' })
  t.match(status?.out, `${sentence}\na: status: understudy could not reach a.example.com`)
  t.match(status?.out, '\nnetwork: the lab small is still starting')
  t.same(down, { code: 1, out: '', err: `understudy: ${sentence}\n` })
  t.same(up, { code: 1, out: '', err: `understudy: ${sentence}\n` })

  const ended = once(own, 'exit')
  const forced = await commandLine(folder, ['down', '--force'])
  t.same(forced, { code: 0, out: 'the lab small is stopped\n', err: '' })
  t.same(await ended, [null, 'SIGKILL'])
  t.equal(foreign.exitCode ?? foreign.signalCode, null, "somebody else's process lives")
  t.notOk(existsSync(join(labFolder.path, 'lab.json')))
})
