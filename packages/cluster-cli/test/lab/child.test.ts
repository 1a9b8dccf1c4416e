import { once } from 'node:events'
import { appendFileSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { mock } from 'node:test'
import t from 'tap'
import { startChild } from '../../src/lab/processes/child.ts'
import { isAlive } from '../support/process.ts'

const ready = "process.stdout.write(JSON.stringify({ ready: true, port: 7 }) + '\\n')\n"

const folder = t.testdir({
  'good.mjs': `${ready}process.stdin.on('end', () => process.exit(0)).resume()\n`,
  'deaf.mjs': `${ready}process.on('SIGTERM', () => {})\nsetInterval(() => {}, 1e6)\n`,
  'broken.mjs':
    "console.error(JSON.stringify({ error: 'The database is damaged.' }))\nprocess.exit(1)\n",
  'throws.mjs': "throw new TypeError('this is a mistake')\n",
  'silent.mjs': 'process.exit(1)\n',
  // Does not listen to its lifeline; calls at the port that is its argument when it has had its say.
  'mute.mjs': `import { connect } from 'node:net'
    console.error('{"level":30,"msg":"hello"}\\nstill thinking')
    setInterval(() => {}, 1e6)
    connect(Number(process.argv[2]), '127.0.0.1')
  `,
  'crashes.mjs': `${ready}console.error('{"level":50,"msg":"disk full"}')\nprocess.exit(1)\n`,
})

const start = (program: string, argument = 'none') =>
  startChild({
    name: `the ${program}`,
    program: join(folder, `${program}.mjs`),
    configFile: argument,
    logFile: join(folder, `${program}.log`),
  })

t.test('a child ends when its lifeline does', async (t) => {
  const child = start('good')
  t.match(await child.ready, { port: 7 })
  await Promise.all([child.stop(60_000), child.stop(60_000)])
  t.match(await child.ended, 'the good ended (exit code 0)')
  t.notOk(isAlive(child.pid))
})

t.test('a child that does not listen is killed after the grace', async (t) => {
  const child = start('deaf')
  await child.ready
  await child.stop(1)
  t.match(await child.ended, 'SIGKILL')
})

t.test('a child that does not start tells why in one line', async (t) => {
  await t.rejects(start('broken').ready, {
    name: 'LabError',
    message: 'the broken ended (exit code 1): The database is damaged.',
  })
  await t.rejects(start('throws').ready, { message: /TypeError: this is a mistake$/ })
  await t.rejects(start('absent').ready, { message: /Error.*Cannot find module/ })
})

t.test('a child that dies later tells its last complaint, which stays in its log', async (t) => {
  const child = start('crashes')
  await child.ready
  t.match(await child.ended, 'the crashes ended (exit code 1): disk full')
  t.match(readFileSync(join(folder, 'crashes.log'), 'utf8'), 'disk full')
})

t.test('a child that says nothing is not credited with what another one said', async (t) => {
  appendFileSync(join(folder, 'silent.log'), '{"error":"The one before was damaged."}\n')
  await t.rejects(start('silent').ready, {
    message: 'the silent ended (exit code 1): it said nothing',
  })
})

t.test('LAB-01: a child that never gets ready is not waited for for ever', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const late = start('mute', `${port}`)
  t.teardown(late.kill)
  await once(server, 'connection')
  mock.timers.tick(60_000)
  await t.rejects(late.ready, {
    name: 'LabError',
    message: 'the mute did not get ready within 60 s; its log ends: hello | still thinking',
  })
  t.match(await late.ended, 'SIGKILL')

  const stopped = start('mute', `${port}`)
  t.teardown(stopped.kill)
  await once(server, 'connection')
  const gone = stopped.stop(10_000)
  mock.timers.tick(2_000)
  await gone
  t.match(await stopped.ended, 'SIGKILL', 'it has promised nothing: it is killed before the grace')
  await t.rejects(stopped.ready, { message: /^the mute ended \(SIGKILL\)/ })
})
