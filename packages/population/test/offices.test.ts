import { resolveClients } from '@understudy/shared'
import t from 'tap'
import { populationConfig, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000
const offices = ['office-1', 'office-2', 'office-3']

t.test('NET-04: every office has a probe, and clients of each kind are spread over them', (t) => {
  const clients = resolveClients({
    representatives: 6,
    jumpClients: { active: 6, passive: 4 },
    jumpoints: 2,
    connectionAgents: 2,
    byAddress: 3,
  })
  const world = new TinyWorld({
    ...populationConfig({ ...clients, sessionEveryMs: 5_000 }),
    offices,
  })
  world.command({ kind: 'start-clients', input: {} })
  world.run(minuteMs)
  t.same(new Set(world.officesOf('probe-1/')), new Set(['office-1']))
  t.same(new Set(world.officesOf('probe-3/')), new Set(['office-3']))
  for (const prefix of ['rep-', 'jump-active-', 'jump-passive-', 'customer-', 'poller-'])
    t.same(new Set(world.officesOf(prefix)), new Set(offices), prefix)
  t.same(new Set(world.officesOf('jump-active-4/')), new Set(['office-1']))
  const requests = world.trace.filter((line) => line.includes('"request":"probe-2/'))
  t.ok(requests.length > 0 && requests.every((line) => line.includes('"office":"office-2"')))
  t.end()
})

t.test('CLI-03: in the count the site has the newest version that any office is led to', (t) => {
  const config = { ...populationConfig({ representatives: 3, sessionEveryMs: 1e12 }), offices }
  const world = new TinyWorld(config)
  world.command({ kind: 'start-clients', input: {} })
  world.run(minuteMs)
  world.b.version = '12.2.0'
  world.run(minuteMs)
  const id = world.command({ kind: 'run-site-test', input: { test: 'b', appliance: 'b' } })
  world.run(minuteMs)
  t.match(world.resultOf(id)?.result, { ok: true, value: { passed: true } })
  t.match(world.groupCount('consoles'), { upgraded: 3 }, 'a test by hosts file is no office')
  world.siteLeadsTo = 'b'
  world.tell({ kind: 'closed', connection: 'rep-1/2', reason: 'reset' })
  world.run(2_000)
  t.match(world.groupCount('consoles'), { upgraded: 0, late: 3 })
  world.run(minuteMs)
  t.match(world.groupCount('consoles'), { upgraded: 1, late: 2, at: { a: 2, b: 1 } })
  t.end()
})

t.test('CLI-08: every client is in exactly one of upgraded, late, stranded, redeploy', (t) => {
  const clients = resolveClients({
    representatives: 9,
    msiConsoles: 2,
    earlyConsoles: 2,
    providerLogins: 2,
    jumpClients: { active: 9, passive: 9, offlineShare: 0.3 },
    jumpoints: 2,
    buttons: 3,
    connectionAgents: 2,
    installers: 2,
    byAddress: 2,
  })
  const world = new TinyWorld({ ...populationConfig({ ...clients }), offices })
  world.command({ kind: 'start-clients', input: {} })
  world.run(5 * minuteMs)
  world.a.shutForMaintenance()
  world.run(minuteMs)
  world.a.version = '12.2.0'
  world.a.become('serving')
  world.run(10 * minuteMs)
  const id = world.command({ kind: 'count-population', input: {} })
  world.run(1_000)
  const result = world.resultOf(id)?.result
  const { groups } = (result?.ok ? result.value : { groups: [] }) as {
    groups: { group: string; total: number }[]
  }
  t.same(
    groups.map(({ group, total }) => [group, total]),
    [
      ['consoles', 3],
      ['msi-consoles', 2],
      ['early-consoles', 2],
      ['active-jump-clients', 9],
      ['passive-jump-clients', 9],
      ['jumpoints', 2],
      ['buttons', 3],
      ['connection-agents', 2],
      ['provider-logins', 2],
      ['installers', 2],
      ['clients-by-address', 2],
    ],
  )
  for (const group of groups) {
    const { total, upgraded, late, stranded, redeployByHand } = group as unknown as Record<
      string,
      number
    >
    const sum = (upgraded ?? 0) + (late ?? 0) + (stranded ?? 0) + (redeployByHand ?? 0)
    t.equal(sum, total, group.group)
  }
  const unknown = world.command({ kind: 'redeploy', input: { clients: 'consols' as 'consoles' } })
  t.match(world.resultOf(unknown)?.result, {
    ok: false,
    refusal: { message: /did you mean "consoles"/ },
  })
  t.end()
})
