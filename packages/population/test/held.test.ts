import type { ServerMessage } from '@understudy/shared'
import t from 'tap'
import { refused } from './support/refused.ts'
import { populationConfig, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

function held(clients = {}): TinyWorld {
  const world = new TinyWorld(
    populationConfig({ representatives: 0, sessionEveryMs: 1e12, ...clients }),
  )
  world.command({ kind: 'start-clients', input: {} })
  return world
}

/** As the appliance does with what cannot update itself. */
function admitByVersion(world: TinyWorld): void {
  const codes = { 'connection-agent': 'client-outdated', installer: 'installer-expired' } as const
  world.a.admit = ({ kind, version }): ServerMessage | undefined => {
    if (version === world.a.version) return undefined
    if (kind === 'button') return { type: 'upgrade', version: world.a.version, sizeBytes: 10 }
    if (kind !== 'connection-agent' && kind !== 'installer') return undefined
    return refused(codes[kind])
  }
}

function update(world: TinyWorld): void {
  world.a.shutForMaintenance()
  world.run(minuteMs)
  world.a.version = '12.2.0'
  world.a.become('serving')
}

const hellosOf = (world: TinyWorld, prefix: string) =>
  world.a.received.filter((r) => r.connection.startsWith(prefix) && r.message.type === 'hello')

t.test('CLI-05: a connection agent is refused after an update until installed by hand', (t) => {
  const world = held({ connectionAgents: 2 })
  admitByVersion(world)
  world.run(minuteMs)
  t.match(hellosOf(world, 'agent-1/')[0]?.message, { kind: 'connection-agent', version: '11.1.0' })
  t.match(world.groupCount('connection-agents'), { total: 2, upgraded: 2, at: { a: 2 } })
  update(world)
  world.run(10 * minuteMs)
  t.match(world.groupCount('connection-agents'), { upgraded: 0, redeployByHand: 2 })
  const told = world.events('login-refused')
  t.same(told.map((e) => [e.client, e.code]).sort(), [
    ['agent-1', 'client-outdated'],
    ['agent-2', 'client-outdated'],
  ])
  world.run(5 * hourMs)
  t.equal(world.events('login-refused').length, 2, 'told once')
  t.same(world.valueOf({ kind: 'redeploy', input: { clients: 'connection-agents' } }), { count: 2 })
  world.run(1_000)
  t.match(hellosOf(world, 'agent-1/').at(-1)?.message, { version: '12.2.0' })
  t.match(world.groupCount('connection-agents'), { upgraded: 2, redeployByHand: 0 })
  t.end()
})

t.test('CLI-05: installers generated before an update are refused after it, tried later', (t) => {
  const world = held({ installers: 3 })
  admitByVersion(world)
  world.run(minuteMs)
  t.match(world.groupCount('installers'), { total: 3, upgraded: 3 })
  t.equal(world.openedAtMs('installer-').length, 0, 'nobody tries what must be good')
  update(world)
  const updatedAtMs = world.nowMs
  world.run(hourMs)
  const tried = world.openedAtMs('installer-')
  t.equal(tried.length, 3)
  for (const atMs of tried) {
    const afterMs = atMs - updatedAtMs
    t.ok(afterMs >= 30 * minuteMs && afterMs < 32 * minuteMs, `${afterMs} ms`)
  }
  t.match(world.groupCount('installers'), { redeployByHand: 3 })
  t.equal(world.events('login-refused').length, 3)
  t.same(world.valueOf({ kind: 'redeploy', input: { clients: 'installers' } }), { count: 3 })
  t.match(world.groupCount('installers'), { upgraded: 3, redeployByHand: 0 })
  t.end()
})

t.test('CLI-05: counting the population tries the installers, and waits for the site', (t) => {
  const world = held({ installers: 2 })
  admitByVersion(world)
  world.run(minuteMs)
  update(world)
  world.run(minuteMs)
  const id = world.command({ kind: 'count-population', input: {} })
  t.equal(world.resultOf(id), undefined)
  world.run(10)
  t.match(world.resultOf(id)?.result, {
    ok: true,
    value: { groups: [{ group: 'installers', total: 2, redeployByHand: 2 }] },
  })
  world.a.become('black-hole')
  t.ok(
    world.resultOf(world.command({ kind: 'count-population', input: {} }))?.result.ok,
    'nothing to try',
  )
  t.end()
})

t.test('CLI-05: a Button updates itself at its first use after an update, then lets in', (t) => {
  const world = held({ representatives: 5, buttons: 2, sessionEveryMs: 10_000 })
  admitByVersion(world)
  world.run(10 * minuteMs)
  const before = hellosOf(world, 'button-')
  t.ok(before.length > 10 && before.every((r) => 'version' in r.message), 'some come by a Button')
  const customers = hellosOf(world, 'customer-').length
  t.ok(customers > before.length, 'each then goes in; others come without')
  t.equal(world.events('session-cut').length, 0)
  t.match(world.groupCount('buttons'), { total: 2, upgraded: 2, late: 0 })

  update(world)
  world.run(2_000)
  t.match(world.groupCount('buttons'), { late: 2 })
  world.run(15 * minuteMs)
  t.match(world.groupCount('buttons'), { upgraded: 2, late: 0, at: { a: 2 } })
  const versions = hellosOf(world, 'button-1/').map((r) => r.message)
  const old = versions.slice(before.length).filter((m) => 'version' in m && m.version === '11.1.0')
  t.ok(old.length <= 2, 'it was updated once')
  t.ok(world.events('session-acknowledged').length > 60, 'customers are helped')
  t.end()
})

t.test('CLI-05: who presses a Button of a site that is away gives up after two minutes', (t) => {
  const world = held({ buttons: 1, sessionEveryMs: 10_000 })
  world.run(minuteMs)
  world.a.become('refusing-connections')
  world.run(30 * minuteMs)
  world.a.become('serving')
  world.run(5 * minuteMs)
  t.ok(hellosOf(world, 'button-1/').length > 3, 'the Button is free again')
  t.end()
})

t.test('NET-07: a client by address stays at A when the site goes to B', (t) => {
  const world = held({ byAddress: 2 })
  world.run(minuteMs)
  world.siteLeadsTo = 'b'
  world.b.version = '12.2.0'
  world.run(hourMs)
  t.match(world.groupCount('clients-by-address'), { total: 2, upgraded: 2, at: { a: 2 } })
  t.equal(world.openedAtMs('poller-').length, 2)
  t.match(hellosOf(world, 'poller-1/')[0]?.message, { kind: 'poller', version: '' })
  world.a.become('refusing-connections')
  world.run(10 * minuteMs)
  t.equal(world.b.received.filter((r) => r.connection.startsWith('poller-')).length, 0)
  t.ok(world.openedAtMs('poller-').length > 10, 'it dials A again and again')
  t.end()
})
