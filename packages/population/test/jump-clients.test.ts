import { resolveClients, siteReleases } from '@understudy/shared'
import t from 'tap'
import { refused } from './support/refused.ts'
import { populationConfig, startsAtMs, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

type JumpClients = Parameters<typeof resolveClients>[0]['jumpClients']

/** A world with nothing but a probe and those Jump Clients. */
function jumpWorld(jumpClients: JumpClients, more = {}): TinyWorld {
  const clients = resolveClients({ representatives: 0, jumpClients: jumpClients ?? {} })
  const world = new TinyWorld(
    populationConfig({ ...clients, sessionEveryMs: 1e12, probeEveryMs: 10_000, ...more }),
  )
  world.command({ kind: 'start-clients', input: {} })
  return world
}

const sentBy = (world: TinyWorld, prefix: string, type: string) =>
  world.a.received.filter((r) => r.connection.startsWith(prefix) && r.message.type === type)

/** As the appliance does: who has an older version than the site gets its update. */
const upgradeOthers = (world: TinyWorld) => {
  world.a.admit = (hello) => {
    const { version } = world.a
    return hello.kind === 'jump-client' && hello.version !== version
      ? { type: 'upgrade', version, sizeBytes: 1_000 }
      : undefined
  }
}

t.test('CLI-03: an active Jump Client stays connected and tells its statistics regularly', (t) => {
  const world = jumpWorld({ active: 20, statisticsEveryMs: 10 * minuteMs })
  world.run(60 * minuteMs + 20_000)
  t.equal(world.openedAtMs('jump-active-').length, 20, 'each dialled once')
  t.match(sentBy(world, 'jump-active-1/', 'hello')[0]?.message, {
    kind: 'jump-client',
    mode: 'active',
    version: '11.1.0',
  })
  const perClient = Array.from(
    { length: 20 },
    (_, i) => sentBy(world, `jump-active-${i + 1}/`, 'statistics').length,
  )
  t.ok(
    perClient.every((count) => count >= 5 && count <= 7),
    perClient.join(' '),
  )
  t.ok(world.wakeUps.size <= 6 * 60 + 20, 'on the common beat')
  t.end()
})

t.test('CLI-03: a passive Jump Client checks in at boot and every day, and closes', (t) => {
  const world = jumpWorld({ passive: 30, checkInEveryMs: 24 * hourMs })
  world.run(minuteMs)
  t.equal(world.openedAtMs('jump-passive-').length, 30)
  t.equal(sentBy(world, 'jump-passive-', 'statistics').length, 30)
  t.match(sentBy(world, 'jump-passive-1/', 'hello')[0]?.message, { mode: 'passive' })
  world.a.become('refusing-connections')
  world.run(10_000)
  t.equal(world.openedAtMs('jump-passive-').length, 30, 'nobody had a connection to lose')
  world.a.become('serving')
  world.run(24 * hourMs)
  const second = world.openedAtMs('jump-passive-').slice(30)
  t.equal(second.length, 30)
  t.ok(Math.max(...second) - Math.min(...second) > 18 * hourMs, 'spread over the day')
  world.run(24 * hourMs)
  const third = world.openedAtMs('jump-passive-').slice(60)
  t.same(
    third.map((atMs, i) => Math.round((atMs - (second[i] ?? 0)) / minuteMs)),
    Array(30).fill(24 * 60),
  )
  t.end()
})

t.test(
  'CLI-03: at the first check-in after an update it updates itself, and comes back at once',
  (t) => {
    const world = jumpWorld({ active: 40 })
    world.run(minuteMs)
    world.a.shutForMaintenance()
    world.run(10 * minuteMs)
    t.same(world.groupCount('active-jump-clients'), {
      group: 'active-jump-clients',
      total: 40,
      upgraded: 40,
      late: 0,
      stranded: 0,
      redeployByHand: 0,
      at: { a: 40 },
    })
    world.a.version = '12.2.0'
    upgradeOthers(world)
    world.a.become('serving')
    world.run(3 * minuteMs)
    const halfway = world.groupCount('active-jump-clients')
    t.ok((halfway?.late ?? 0) > 0 && (halfway?.upgraded ?? 0) > 0, 'some are late, some are not')
    world.run(3 * minuteMs)
    t.match(world.groupCount('active-jump-clients'), { upgraded: 40, late: 0 })
    for (let i = 1; i <= 40; i++) {
      const hellos = sentBy(world, `jump-active-${i}/`, 'hello').map((r) => r.message)
      t.match(hellos.at(-1), { version: '12.2.0' })
    }
    const upgraded = world.events('reconnections').reduce((sum, e) => sum + e.upgraded, 0)
    t.equal(upgraded, 40)
    t.end()
  },
)

t.test('CLI-03: the installation takes 5 to 20 s, and no back-off is added to it', (t) => {
  const world = jumpWorld({ active: 40 })
  world.a.version = '12.2.0'
  upgradeOthers(world)
  world.run(minuteMs)
  const waits = Array.from({ length: 40 }, (_, i) => {
    const [first = 0, second = 0] = world.openedAtMs(`jump-active-${i + 1}/`)
    return second - first
  })
  for (const waitMs of waits) t.ok(waitMs >= 5_000 && waitMs <= 20_500, `${waitMs} ms`)
  t.ok(new Set(waits).size > 10, 'drawn by lot')
  const closedAt = world.trace.find((line) =>
    line.includes('"close","connection":"jump-active-1/1"'),
  )
  const [first = 0] = world.openedAtMs('jump-active-1/')
  t.equal(Number(closedAt?.split(' ')[0]), first + 3, 'and it holds no connection meanwhile')
  t.end()
})

t.test('CLI-03: told to come back by a throttle, it dials again exactly then', (t) => {
  const world = jumpWorld({ active: 1 })
  let deferred = false
  world.a.admit = ({ kind }) => {
    if (deferred || kind !== 'jump-client') return undefined
    deferred = true
    return { type: 'come-back', afterMs: 7_123, reason: 'connection-rate' }
  }
  world.run(minuteMs)
  const [first = 0, second = 0, ...more] = world.openedAtMs('jump-active-1/')
  // Dialled, opened, hello, answer: three ways of a millisecond.
  t.equal(second - first, 7_123 + 3)
  t.same(more, [])
  world.valueOf({ kind: 'count-population', input: {} })
  const [counts] = world.events('reconnections')
  t.match(counts, { group: 'active-jump-clients', attempts: 2, connected: 1, deferred: 1 })
  t.end()
})

t.test('CLI-08: after a loss thousands come back with jitter, at last every five minutes', (t) => {
  const world = jumpWorld({ active: 50 })
  world.run(minuteMs)
  const lostAtMs = world.nowMs
  world.a.become('refusing-connections')
  world.run(2 * hourMs)
  const first = Array.from(
    { length: 50 },
    (_, i) => (world.openedAtMs(`jump-active-${i + 1}/`)[1] ?? 0) - lostAtMs,
  )
  t.ok(Math.min(...first) >= 1_000 && Math.max(...first) <= 60_010, 'first within a minute')
  t.ok(Math.max(...first) - Math.min(...first) > 50_000, 'spread over it')
  const late = world.openedAtMs('jump-active-1/').filter((atMs) => atMs > lostAtMs + hourMs)
  const gaps = late.slice(1).map((atMs, i) => atMs - (late[i] ?? 0))
  for (const gapMs of gaps) t.ok(gapMs >= 149_000 && gapMs <= 300_010, `${gapMs} ms`)
  const events = world.events('reconnections').filter((e) => e.fromMs > lostAtMs)
  t.ok(events.length > 50 && events.length <= 720, 'one event for each ten seconds')
  t.equal(
    events.reduce((sum, e) => sum + e.attempts, 0),
    events.reduce((sum, e) => sum + e.failed, 0),
  )
  t.ok(events.every((e) => e.toMs - e.fromMs === 10_000 && e.fromMs % 10_000 === 0))
  t.end()
})

t.test('CLI-03: hosts that are switched off come within a day, and are late until then', (t) => {
  const world = jumpWorld({ active: 40, passive: 40, offlineShare: 0.5 })
  world.run(minuteMs)
  const first = world.openedAtMs('jump-').length
  t.ok(first > 20 && first < 60, `${first} of 80 are on`)
  world.a.shutForMaintenance()
  world.run(minuteMs)
  world.a.version = '12.2.0'
  upgradeOthers(world)
  world.a.become('serving')
  world.run(10 * minuteMs)
  const active = world.groupCount('active-jump-clients')
  t.ok((active?.late ?? 0) > 5, 'those who are off, of the active ones')
  t.equal((active?.late ?? 0) + (active?.upgraded ?? 0), 40)
  world.run(24 * hourMs)
  t.match(world.groupCount('active-jump-clients'), { upgraded: 40, late: 0 })
  t.match(world.groupCount('passive-jump-clients'), { upgraded: 40, late: 0 })
  t.end()
})

t.test('UPD-08: who missed too many versions is stranded until redeployed by hand', (t) => {
  const world = jumpWorld({ active: 30, versionsBehindMax: 2, behindShare: 0.5 })
  world.a.admit = ({ kind, version }) =>
    kind === 'jump-client' && version !== '11.1.0' ? refused('client-too-old') : undefined
  world.run(minuteMs)
  const versions = sentBy(world, 'jump-active-', 'hello').map((r) => r.message)
  const behind = versions.filter((hello) => 'version' in hello && hello.version !== '11.1.0')
  t.ok(behind.length > 5 && behind.length < 25, `${behind.length} of 30 are behind`)
  const releases = siteReleases.map((p) => p.version)
  const older = releases.slice(0, releases.indexOf('11.1.0'))
  t.same(
    [...new Set(behind.map((hello) => ('version' in hello ? hello.version : '')))].sort(),
    older.slice(-2),
    'the two before 11.1.0',
  )
  t.equal(world.events('client-stranded').length, behind.length)
  t.match(world.groupCount('active-jump-clients'), { stranded: behind.length, late: 0 })

  const dials = world.openedAtMs('jump-active-').length
  world.run(3 * 24 * hourMs)
  t.equal(world.openedAtMs('jump-active-').length, dials + 3 * behind.length, 'tries once a day')
  t.equal(world.events('client-stranded').length, behind.length, 'told once')
  t.same(world.valueOf({ kind: 'redeploy', input: { clients: 'active-jump-clients' } }), {
    count: behind.length,
  })
  world.run(minuteMs)
  t.match(world.groupCount('active-jump-clients'), { upgraded: 30, stranded: 0 })
  t.match(world.events('redeployed'), [{ group: 'active-jump-clients', count: behind.length }])
  t.end()
})

t.test('CLI-06: beyond the limit of starter licences a Jump Client never gets in', (t) => {
  const world = jumpWorld({ active: 30 })
  const known = new Set<string>()
  world.a.admit = ({ kind, name }) => {
    if (kind !== 'jump-client' || known.has(name)) return undefined
    if (known.size === 25) return refused('jump-client-limit')
    known.add(name)
    return undefined
  }
  world.run(hourMs)
  const stranded = world.events('client-stranded')
  t.equal(stranded.length, 5)
  t.ok(stranded.every((e) => e.reason === 'jump-client-limit'))
  t.match(world.groupCount('active-jump-clients'), { upgraded: 25, stranded: 5 })
  t.same(world.valueOf({ kind: 'redeploy', input: { clients: 'active-jump-clients' } }), {
    count: 5,
  })
  world.run(minuteMs)
  t.match(world.groupCount('active-jump-clients'), { stranded: 5 }, 'that makes no room')
  t.end()
})

t.test('CLI-05: Jumpoints update themselves', (t) => {
  const world = jumpWorld({}, { jumpoints: 3 })
  world.run(minuteMs)
  t.match(sentBy(world, 'jumpoint-1/', 'hello')[0]?.message, { kind: 'jumpoint' })
  world.a.shutForMaintenance()
  world.a.version = '12.2.0'
  world.a.admit = ({ kind, version }) =>
    kind === 'jumpoint' && version !== '12.2.0'
      ? { type: 'upgrade', version: '12.2.0', sizeBytes: 1 }
      : undefined
  world.a.become('serving')
  world.run(minuteMs)
  t.match(world.groupCount('jumpoints'), { total: 3, upgraded: 3, at: { a: 3 } })
  t.end()
})

t.test('NET-03: a connection on which a check-in is not answered is given up', (t) => {
  const world = jumpWorld({ active: 1, statisticsEveryMs: minuteMs })
  world.run(30_000)
  world.a.silent = true
  world.run(3 * minuteMs)
  t.ok(world.openedAtMs('jump-active-1/').length > 1, 'dialled again')
  t.ok(world.nowMs > startsAtMs)
  t.end()
})
