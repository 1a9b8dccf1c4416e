import { resolveClients } from '@understudy/shared'
import t from 'tap'
import { populationConfig, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

/** Clients of every kind. */
const mixed = resolveClients({
  representatives: 8,
  msiConsoles: 1,
  earlyConsoles: 1,
  providerLogins: 1,
  jumpClients: { active: 20, passive: 20, offlineShare: 0.2, versionsBehindMax: 2 },
  jumpoints: 2,
  buttons: 3,
  connectionAgents: 1,
  installers: 1,
  byAddress: 1,
})

/** An eventful hour: work, an outage of five minutes, work again. */
function hour(seed: string, clients = {}): TinyWorld {
  const world = new TinyWorld(populationConfig(clients, seed))
  world.command({ kind: 'start-clients', input: {} })
  world.run(30 * minuteMs)
  world.a.become('black-hole')
  world.run(5 * minuteMs)
  world.a.become('serving')
  world.run(25 * minuteMs)
  return world
}

t.test('CLI-08: the same seed gives the same effects, another seed others', (t) => {
  const [first, second, other] = [hour('seed-1'), hour('seed-1'), hour('seed-2')]
  t.ok(first.trace.length > 1_000)
  t.equal(first.trace.join('\n') === second.trace.join('\n'), true)
  t.equal(first.trace.join('\n') === other.trace.join('\n'), false)
  const [one, same] = [hour('seed-1', mixed), hour('seed-1', mixed)]
  t.equal(one.trace.join('\n') === same.trace.join('\n'), true, 'clients of all kinds')
  t.end()
})

t.test('CLI-08: clients wake together, so that the lab clock has few moments to stop at', (t) => {
  const world = new TinyWorld(populationConfig({ representatives: 20, sessionEveryMs: 10_000 }))
  world.command({ kind: 'start-clients', input: {} })
  world.run(10_000)
  world.wakeUps.clear()
  world.run(60 * minuteMs)
  t.ok(world.events('session-acknowledged').length > 300)
  t.equal(world.wakeUps.size, 720, 'once every five seconds, with the probe')
  t.end()
})

t.test('CLI-08: a command that is not for clients is refused with what was expected', (t) => {
  const world = new TinyWorld()
  const cut = world.command({ kind: 'cut-path', input: { from: 'a', to: 'b' } })
  t.match(world.resultOf(cut)?.result, {
    ok: false,
    refusal: { message: /no operation "cut-path"/ },
  })
  const test = world.command({ kind: 'run-site-test', input: { test: 'x', appliance: 'c' } })
  t.match(world.resultOf(test)?.result, { ok: false, refusal: { message: /a, b, found "c"/ } })
  t.end()
})

t.test('CLI-08: clients are started once, and customers come again after a wind-down', (t) => {
  const world = new TinyWorld()
  world.command({ kind: 'start-clients', input: {} })
  world.run(5 * minuteMs)
  t.ok(world.resultOf(world.command({ kind: 'start-clients', input: {} }))?.result.ok)
  world.run(5 * minuteMs)
  t.equal(world.events('console-online').length, 3)
  world.command({ kind: 'wind-down-clients', input: {} })
  world.run(10 * minuteMs)
  const begun = world.events('session-begun').length
  world.run(10 * minuteMs)
  t.equal(world.events('session-begun').length, begun)
  world.command({ kind: 'start-clients', input: {} })
  world.run(10 * minuteMs)
  t.ok(world.events('session-begun').length > begun)
  t.end()
})
