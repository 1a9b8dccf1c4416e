import t from 'tap'
import { refused } from './support/refused.ts'
import { populationConfig, startsAtMs, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

function consoles(clients = {}): TinyWorld {
  const world = new TinyWorld(
    populationConfig({ representatives: 4, sessionEveryMs: 1e12, ...clients }),
  )
  world.command({ kind: 'start-clients', input: {} })
  return world
}

function update(world: TinyWorld): void {
  world.a.shutForMaintenance()
  world.run(minuteMs)
  world.a.version = '12.2.0'
  world.a.become('serving')
}

const onlineOf = (world: TinyWorld, client: string) =>
  world.events('console-online').filter((e) => e.client === client)

t.test('CLI-01: who finds no licence tries again, which is told once', (t) => {
  const world = consoles()
  let hasLicence = false
  world.a.admit = ({ name }) =>
    name === 'rep-4' && !hasLicence ? refused('no-licence') : undefined
  world.run(20 * minuteMs)
  t.same(
    world
      .events('console-online')
      .map((e) => e.client)
      .sort(),
    ['rep-1', 'rep-2', 'rep-3'],
  )
  const told = { client: 'rep-4', group: 'consoles', code: 'no-licence' } as const
  t.match(world.events('login-refused'), [told])
  t.ok(world.openedAtMs('rep-4/').length > 20, 'tries again with back-off')
  t.match(world.groupCount('consoles'), { upgraded: 3, late: 1 })
  hasLicence = true
  world.run(2 * minuteMs)
  t.equal(onlineOf(world, 'rep-4').length, 1)
  t.match(world.events('login-refused'), [told])
  hasLicence = false
  update(world)
  world.run(10 * minuteMs)
  t.match(world.events('login-refused'), [told, told], 'once for each time')
  t.end()
})

t.test('CLI-01: a console that came by MSI stays offline after an update until redeployed', (t) => {
  const world = consoles({ msiConsoles: 1 })
  world.run(minuteMs)
  t.equal(onlineOf(world, 'rep-1').length, 1)
  update(world)
  world.run(30 * minuteMs)
  t.equal(onlineOf(world, 'rep-1').length, 1, 'not online again')
  t.equal(onlineOf(world, 'rep-2').length, 2)
  t.match(world.events('login-refused'), [
    { client: 'rep-1', group: 'msi-consoles', code: 'client-outdated' },
  ])
  t.match(world.groupCount('msi-consoles'), { total: 1, redeployByHand: 1, upgraded: 0 })
  t.match(world.groupCount('consoles'), { total: 3, redeployByHand: 0, upgraded: 3 })
  t.same(world.valueOf({ kind: 'redeploy', input: { clients: 'msi-consoles' } }), { count: 1 })
  world.run(10_000)
  t.match(onlineOf(world, 'rep-1').at(-1), { version: '12.2.0' })
  t.match(world.groupCount('msi-consoles'), { redeployByHand: 0, upgraded: 1 })
  t.same(
    world.valueOf({ kind: 'redeploy', input: { clients: 'msi-consoles' } }),
    { count: 0 },
    'nothing left',
  )
  t.end()
})

t.test('CLI-02: a console that was updated too early stays offline until the box is', (t) => {
  const world = consoles({ earlyConsoles: 1 })
  world.run(20 * minuteMs)
  t.same(onlineOf(world, 'rep-1'), [])
  t.match(world.events('login-refused'), [{ client: 'rep-1', group: 'early-consoles' }])
  t.match(world.groupCount('early-consoles'), { late: 1, at: { a: 1 } })
  update(world)
  world.run(6 * minuteMs)
  t.match(onlineOf(world, 'rep-1'), [{ version: '12.2.0' }])
  t.match(world.groupCount('early-consoles'), { late: 0, upgraded: 1 })
  t.notOk(world.events('console-updated').some((e) => e.client === 'rep-1'))
  t.end()
})

t.test('CLI-05: a login by a security provider needs its connection agent', (t) => {
  const world = consoles({ providerLogins: 1 })
  let agents = 1
  world.a.admit = (hello) =>
    hello.provider && agents === 0 ? refused('security-provider-unavailable') : undefined
  world.run(minuteMs)
  t.equal(onlineOf(world, 'rep-1').length, 1)
  agents = 0
  update(world)
  world.run(10 * minuteMs)
  t.match(world.events('login-refused'), [
    { client: 'rep-1', group: 'provider-logins', code: 'security-provider-unavailable' },
  ])
  t.match(world.groupCount('provider-logins'), { redeployByHand: 1 })
  agents = 1
  world.run(5 * minuteMs)
  t.match(onlineOf(world, 'rep-1').at(-1), { version: '12.2.0' })
  t.match(world.groupCount('provider-logins'), { redeployByHand: 0, upgraded: 1 })
  t.end()
})

t.test('CLI-03: each console asks for its lists once a minute, and the times are measured', (t) => {
  const world = consoles({ representatives: 20 })
  world.a.refreshMs = 34
  world.run(10 * minuteMs)
  world.command({ kind: 'wind-down-clients', input: {} })
  const measured = world.events('requests-measured')
  const count = measured.reduce((sum, e) => sum + e.count, 0)
  t.ok(count >= 180 && count <= 200, `${count} in ten minutes`)
  for (const { fromMs, toMs, ...e } of measured) {
    t.match(e, { failed: 0, p50Ms: 36, p99Ms: 36, maxMs: 36 })
    t.ok(toMs > fromMs && toMs - fromMs <= minuteMs)
  }
  const moments = new Set(
    world.a.received.filter((r) => r.message.type === 'refresh').map((r) => r.connection),
  )
  t.equal(moments.size, 20)
  t.end()
})

t.test('CLI-03: percentiles are those of all requests of the minute, slow ones included', (t) => {
  const world = consoles({ representatives: 1, refreshEveryMs: 1_000 })
  // To half a second before a full minute.
  world.run((Math.floor(world.nowMs / minuteMs) + 2) * minuteMs - world.nowMs - 500)
  let slow = 0
  Object.defineProperty(world.a, 'refreshMs', { get: () => (++slow % 10 === 0 ? 400 : 8) })
  world.run(minuteMs + 1_000)
  const last = world.events('requests-measured').at(-1)
  t.match(last, { count: 60, failed: 0, p50Ms: 10, p99Ms: 402, maxMs: 402 })
  t.end()
})

t.test('CLI-03: an unanswered request has failed after ten seconds, as has one cut off', (t) => {
  const world = consoles({ representatives: 1, refreshEveryMs: 5_000 })
  world.run(minuteMs)
  world.a.refreshMs = 11_000
  world.run(minuteMs)
  world.a.refreshMs = 10
  world.run(2 * minuteMs)
  world.command({ kind: 'wind-down-clients', input: {} })
  const failed = world.events('requests-measured').reduce((sum, e) => sum + e.failed, 0)
  t.equal(failed, 12, 'those of the slow minute')
  t.equal(world.events('console-offline').length, 0)

  world.a.refreshMs = null
  world.run(8_000)
  world.a.become('refusing-connections')
  world.run(1_000)
  world.valueOf({ kind: 'count-population', input: {} })
  t.match(world.events('requests-measured').at(-1), { count: 2, failed: 2 })
  t.end()
})

t.test('NET-03: a console to which nothing comes for half a minute logs in anew', (t) => {
  const world = consoles({ representatives: 1, refreshEveryMs: 10_000 })
  world.run(minuteMs)
  world.a.refreshMs = null
  world.run(minuteMs)
  t.match(world.events('console-offline'), [{ reason: 'the appliance fell silent' }])
  t.ok(onlineOf(world, 'rep-1').length >= 2)
  t.ok(world.nowMs > startsAtMs)
  t.end()
})
