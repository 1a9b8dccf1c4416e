import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingServer, RealServer, until } from '@understudy/share-queue/real-server'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { kill, playedIn, resultIn, type Started, seedsIn, startCommand } from '../support/queued.ts'

const skip = missingServer()
const folder = t.testdir()
/** Quick ones: what is tested is who plays them. */
const campaign = 'chaos run --seeds 64 --faults fail-over,cut'.split(' ')

t.test('campaigns and comparisons at a real server', { skip }, async (t) => {
  const server = await RealServer.start()
  t.teardown(() => server.stop())
  const at = ['--queue', server.url, '--queue-password-file', server.passwordFile]

  const start = (...words: readonly string[]): Started =>
    startCommand(t, [...words, ...at], { cwd: folder })
  const worker = (): Started => start('worker', '--jobs', '1')
  const [queued, alone] = ['queued', 'whole'].map((out) => join(folder, out)) as [string, string]

  await t.test(
    'LAB-05: with workers killed, the server restarted and the dispatcher killed, a campaign is what it is on one machine',
    async (t) => {
      const whole = await commandLine(folder, [...campaign, '--out', 'whole'])
      t.equal(whole.code, 0)

      const workers = [worker(), worker()]
      const first = start(...campaign, '--out', 'queued')
      await until(() => playedIn(queued) > 0)
      await kill(first)
      for (const one of workers) await kill(one)
      await server.restart()
      const others = [worker(), worker()]
      const second = start(...campaign, '--out', 'queued', '--resume')
      const [code] = await once(second.child, 'exit')
      t.equal(code, 0)
      t.match(second.said(), /^goes on after \d+ seeds$/m)
      t.same(resultIn(queued), resultIn(alone))
      t.same(seedsIn(queued), seedsIn(alone), 'no seed is missing, none is counted twice')

      const [last] = others
      // The other may have played all that was left before this one was there.
      await until(() => last?.said().includes('worker of build') ?? false)
      last?.child.kill('SIGTERM')
      t.same(last && (await once(last.child, 'exit')), [0, null], 'a worker ends when it is told')
      t.match(last?.said(), /^\d+ shares done$/m)
      for (const one of others.slice(1)) await kill(one)
    },
  )

  await t.test('LAB-05: a comparison by workers is the one of this machine', async (t) => {
    const compare = ['compare', '--seeds', '1', '--set', 'data.sessions=200', '--jobs', '1']
    const here = await commandLine(folder, [...compare, '--out', 'here'])
    const one = worker()
    const there = start(...compare.slice(0, -2), '--out', 'there')
    const [code] = await once(there.child, 'exit')
    t.equal(code, here.code)
    const comparisonIn = (out: string) => readFileSync(join(folder, out, 'comparison.json'), 'utf8')
    t.equal(comparisonIn('there'), comparisonIn('here'))
    await kill(one)
  })
})

t.test(
  'SEC-01: an address with a password in it is refused, and the password not repeated',
  async (t) => {
    for (const words of [['worker'], campaign, ['compare']]) {
      const { code, err } = await commandLine(folder, [
        ...words,
        '--queue',
        'redis://:secret7@host:1',
      ])
      t.equal(code, 3)
      t.match(err, /expects no password in the address/)
      t.notMatch(err, /secret7/)
    }
  },
)

t.test('LAB-05: what cannot be meant is refused with what was expected', async (t) => {
  const refusals = {
    worker: /option --queue is missing/,
    'worker --queue http://host': /expects redis:\/\/host:port/,
    'chaos run --queue redis://host --jobs 2': /it is up to the workers/,
    'chaos run --queue redis://host --world real': /--queue is for virtual worlds/,
    'chaos run --queue-password-file nothing': /--queue-password-file is for --queue/,
    'worker --queue redis://host --queue-password-file nothing': /nothing: /,
  }
  for (const [words, expected] of Object.entries(refusals)) {
    const { code, err } = await commandLine(folder, words.split(' '))
    t.equal(code, 3, words)
    t.match(err, expected)
  }
})
