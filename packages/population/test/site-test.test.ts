import type { SiteTestResult } from '@understudy/shared'
import t from 'tap'
import { populationConfig, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

function resultOf(world: TinyWorld, id: string): SiteTestResult | undefined {
  const result = world.resultOf(id)?.result
  return result?.ok === true ? (result.value as SiteTestResult) : undefined
}

t.test('NET-06: by hosts file the test machines reach that appliance under the site name', (t) => {
  const world = new TinyWorld()
  world.b.version = '12.2.0'
  world.command({ kind: 'start-clients', input: {} })
  world.run(5 * minuteMs)
  const id = world.command({ kind: 'run-site-test', input: { test: 'test-b', appliance: 'b' } })
  world.run(minuteMs)
  t.same(resultOf(world, id), {
    passed: true,
    appliance: 'b',
    consoleVersion: '12.2.0',
    lsid: 'b1',
    reason: '',
  })
  t.match(world.events('test-passed'), [{ test: 'test-b', appliance: 'b', lsid: 'b1' }])
  const listed = world.resultOf(world.command({ kind: 'list-acknowledged', input: {} }))?.result
  const ofTest = (listed as { value: { externalKey: string }[] }).value.filter((s) =>
    s.externalKey.startsWith('test-'),
  )
  t.equal(ofTest.length, 1, 'the session of the test counts as acknowledged')
  t.equal(world.events('session-cut').length, 0, 'nobody else is disturbed')
  t.end()
})

t.test(
  'CLI-07: through the site a representative of the production may take the test session',
  (t) => {
    const world = new TinyWorld(populationConfig({ representatives: 20, sessionEveryMs: 5_000 }))
    world.command({ kind: 'start-clients', input: {} })
    world.run(5 * minuteMs)
    const ids = [1, 2, 3].map((n) =>
      world.command({
        kind: 'run-site-test',
        input: { test: `through-site-${n}`, appliance: null },
      }),
    )
    world.run(2 * minuteMs + 1)
    const results = ids.map((id) => resultOf(world, id))
    for (const result of results)
      t.match(result, { passed: true, appliance: 'a', consoleVersion: '11.1.0' })
    const keys = world.events('session-acknowledged').map((e) => e.externalKey)
    t.equal(keys.filter((key) => key.startsWith('test-')).length, 3)
    world.run(5 * minuteMs)
    t.same(world.events('session-cut'), [], 'the test console ends no session of the production')
    t.end()
  },
)

t.test(
  'CLI-01: the test console updates itself when the site has another version than last time',
  (t) => {
    const world = new TinyWorld()
    const before = world.command({
      kind: 'run-site-test',
      input: { test: 'before', appliance: 'b' },
    })
    world.run(minuteMs)
    world.b.version = '12.2.0'
    const after = world.command({ kind: 'run-site-test', input: { test: 'after', appliance: 'b' } })
    world.run(minuteMs)
    t.match(resultOf(world, before), { passed: true, consoleVersion: '11.1.0' })
    t.match(resultOf(world, after), { passed: true, consoleVersion: '12.2.0' })
    t.match(world.events('console-updated'), [{ client: 'test-2/console', to: '12.2.0' }])
    t.end()
  },
)

t.test('CLI-07: a test that gets nowhere fails after two minutes and says why', (t) => {
  const world = new TinyWorld()
  world.b.become('maintenance')
  const startedMs = world.nowMs
  const id = world.command({ kind: 'run-site-test', input: { test: 'test-b', appliance: 'b' } })
  world.run(3 * minuteMs)
  t.equal(world.resultOf(id)?.atMs, startedMs + 2 * minuteMs)
  t.match(resultOf(world, id), { passed: false, reason: /could not log in: in-maintenance/ })
  t.match(world.events('test-failed'), [{ test: 'test-b' }])

  world.b.become('serving')
  world.b.acknowledges = false
  const silent = world.command({ kind: 'run-site-test', input: { test: 'silent', appliance: 'b' } })
  world.run(3 * minuteMs)
  t.match(resultOf(world, silent), { passed: false, reason: /not recorded/ })
  world.run(10 * minuteMs)
  const dials = world.openedAtMs('test-')
  t.ok(Math.max(...dials) < world.nowMs - 9 * minuteMs, 'the machines are switched off afterwards')
  t.end()
})
