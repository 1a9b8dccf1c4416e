import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { missingServer, RealServer, until } from '@understudy/share-queue/real-server'
import t from 'tap'
import { programs } from '../../src/lab/processes/programs.ts'
import { commandLine } from '../support/command-line.ts'

const skip = missingServer()
const folder = t.testdir()
/** Quick ones: what is tested is who plays them. */
const campaign = 'chaos run --seeds 64 --faults fail-over,cut'.split(' ')

interface Started {
  readonly child: ChildProcess
  readonly said: () => string
}

t.test('campaigns and comparisons at a real server', { skip }, async (t) => {
  const server = await RealServer.start()
  t.teardown(() => server.stop())
  const at = ['--queue', server.url, '--queue-password-file', server.passwordFile]

  const start = (...words: readonly string[]): Started => {
    const child = spawn(process.execPath, [programs.understudy(), ...words, ...at], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString()
      })
    t.teardown(() => void child.kill('SIGKILL'))
    return { child, said: () => said }
  }
  const worker = (): Started => start('worker', '--jobs', '1')
  const kill = async ({ child }: Started): Promise<void> => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  /** All but who played it and how long that took. */
  const resultIn = (out: string) => {
    const report = JSON.parse(readFileSync(join(folder, out, 'campaign.json'), 'utf8'))
    const { wallMs, seedsPerSecond, plan, ...result } = report
    return { ...result, plan: { ...plan, jobs: 0 } }
  }
  /** As far as the dispatcher has written it down: what came after that, the queue still has. */
  const playedIn = (out: string): number => {
    const file = join(folder, out, 'progress.json')
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).tally.played : 0
  }
  const seedsIn = (out: string): readonly string[] =>
    readFileSync(join(folder, out, 'seeds.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .sort()

  await t.test(
    'LAB-05: with workers killed, the server restarted and the dispatcher killed, a campaign is what it is on one machine',
    async (t) => {
      const whole = await commandLine(folder, [...campaign, '--out', 'whole'])
      t.equal(whole.code, 0)

      const workers = [worker(), worker()]
      const first = start(...campaign, '--out', 'queued')
      await until(() => playedIn('queued') > 0)
      await kill(first)
      for (const one of workers) await kill(one)
      await server.restart()
      const others = [worker(), worker()]
      const second = start(...campaign, '--out', 'queued', '--resume')
      const [code] = await once(second.child, 'exit')
      t.equal(code, 0)
      t.match(second.said(), /^goes on after \d+ seeds$/m)
      t.same(resultIn('queued'), resultIn('whole'))
      t.same(seedsIn('queued'), seedsIn('whole'), 'no seed is missing, none is counted twice')

      const [last] = others
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
