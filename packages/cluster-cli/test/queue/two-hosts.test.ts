import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { missingServer, RealServer, until } from '@understudy/share-queue/real-server'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { playedIn, resultIn, seedsIn, startCommand } from '../support/queued.ts'
import { missingNamespaces, TwoHosts } from '../support/two-hosts.ts'

/** Five shares: two in the workers' hands at a time. */
const campaign = 'chaos run --seeds 80 --faults fail-over,cut'.split(' ')

t.test(
  'LAB-05: workers on another host, and the path to them cut twice: a campaign is what it is on one machine',
  { skip: missingServer() || missingNamespaces() },
  async (t) => {
    const folder = t.testdir()
    const hosts = TwoHosts.make()
    t.teardown(() => hosts.end())
    const server = await RealServer.start({ host: hosts.near })
    t.teardown(() => server.stop())
    const at = ['--queue', server.url, '--queue-password-file', server.passwordFile]
    const start = (namespace: string, ...words: readonly string[]) =>
      startCommand(t, [...words, ...at], { cwd: folder, namespace })
    /** Whether any share is somebody's: a worker that is not heard of loses its own after two seconds. */
    const isAnyHeld = async () => String(await server.ask('keys', '*:lock')) !== ''
    const isNoneHeld = async () => !(await isAnyHeld())

    const workers = [1, 2].map(() => start(hosts.far.namespace, 'worker', '--jobs', '1'))
    const queued = join(folder, 'queued')
    const dispatcher = start(hosts.near.namespace, ...campaign, '--out', 'queued')
    const ended = once(dispatcher.child, 'exit')

    await until(isAnyHeld)
    hosts.plugged = false
    await until(isNoneHeld)
    t.equal(dispatcher.child.exitCode, null, 'the dispatcher waits')
    hosts.plugged = true

    await until(() => playedIn(queued) > 0)
    await until(isAnyHeld)
    hosts.refused = true
    await until(isNoneHeld)
    await until(() => workers.every(({ said }) => said().includes('the queue is lost')))
    hosts.refused = false

    t.same(await ended, [0, null])
    t.match(dispatcher.said(), /^2 workers at redis:/m)
    for (const { child, said } of workers) {
      await until(() => said().includes('the queue is there again'))
      child.kill('SIGTERM')
      t.same(await once(child, 'exit'), [0, null])
    }
    const whole = await commandLine(folder, [...campaign, '--out', 'whole'])
    t.equal(whole.code, 0)
    t.same(resultIn(queued), resultIn(join(folder, 'whole')))
    t.same(seedsIn(queued), seedsIn(join(folder, 'whole')), 'each seed once, with its trace hash')

    await hosts.end()
    const left = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })
    t.notMatch(left, hosts.near.namespace, 'nothing is left')
  },
)
