import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startChild } from '../../src/lab/child.ts'
import { isAlive } from '../support/process.ts'

const ready = "process.stdout.write(JSON.stringify({ ready: true, port: 7 }) + '\\n')\n"

const folder = t.testdir({
  'good.mjs': `${ready}process.stdin.on('end', () => process.exit(0)).resume()\n`,
  'deaf.mjs': `${ready}process.on('SIGTERM', () => {})\nsetInterval(() => {}, 1e6)\n`,
  'broken.mjs':
    "console.error(JSON.stringify({ error: 'The database is damaged.' }))\nprocess.exit(1)\n",
  'throws.mjs': "throw new TypeError('this is a mistake')\n",
  'crashes.mjs': `${ready}console.error('{"level":50,"msg":"disk full"}')\nprocess.exit(1)\n`,
})

const start = (program: string) =>
  startChild({
    name: `the ${program}`,
    program: join(folder, `${program}.mjs`),
    configFile: 'none',
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
