import t from 'tap'
import { populationConfig, startsAtMs, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

function watched(): TinyWorld {
  const world = new TinyWorld(populationConfig({ representatives: 0, sessionEveryMs: 100_000_000 }))
  world.command({ kind: 'start-clients', input: {} })
  world.run(2 * minuteMs + 1_234)
  return world
}

for (const state of ['refusing-connections', 'black-hole', 'maintenance'] as const)
  t.test(`CLI-08: an outage of 37 ms is measured to 5 ms (${state})`, (t) => {
    const world = watched()
    const lostMs = world.nowMs
    world.a.become(state)
    world.run(37)
    world.a.become('serving')
    world.run(10_000)
    const [ended, ...more] = world.events('outage-ended')
    t.same(more, [], 'late failures of the same gap begin no new outage')
    t.equal(world.events('outage-began').length, 1)
    const measuredMs = (ended?.endedAtMs ?? 0) - (ended?.startedAtMs ?? 0)
    t.ok(Math.abs(measuredMs - 37) <= 5, `${measuredMs} ms`)
    t.ok(Math.abs((ended?.startedAtMs ?? 0) - lostMs) <= 5)
    t.end()
  })

t.test('CLI-08: an outage of 40 minutes is measured to 1 s + 1 %, with bounded probes', (t) => {
  const world = watched()
  world.a.become('black-hole')
  world.run(40 * minuteMs)
  world.a.become('serving')
  world.run(minuteMs)
  const [ended] = world.events('outage-ended')
  const errorMs = (ended?.endedAtMs ?? 0) - (ended?.startedAtMs ?? 0) - 40 * minuteMs
  t.ok(Math.abs(errorMs) <= 1_000 + 24_000, `${errorMs} ms`)
  t.ok(errorMs <= 10_010, 'at most one probe late')
  t.ok(world.requestsUnderWayMost > 50 && world.requestsUnderWayMost <= 250)
  t.ok((ended?.probesFailed ?? 0) < 3_500)
  t.equal(ended?.reason, 'timeout')
  t.end()
})

t.test('CLI-08: a 503 is seen as maintenance, also where only requests tell of it', (t) => {
  const world = watched()
  world.a.shutForMaintenance()
  world.run(30_000)
  world.a.become('serving')
  world.run(10_000)
  t.equal(world.events('outage-began')[0]?.reason, 'maintenance')
  t.match(world.events('outage-ended'), [{ reason: 'maintenance' }])
  t.end()
})

t.test('CLI-08: the steady probes go on after an outage, and the canary is opened again', (t) => {
  const world = watched()
  const lastGoodMs = world.nowMs - (world.nowMs % 5_000) + 2
  for (let round = 0; round < 3; round++) {
    world.a.become('refusing-connections')
    world.run(1_000)
    world.a.become('serving')
    world.run(minuteMs)
  }
  const began = world.events('outage-began')
  t.equal(began.length, 3)
  t.equal(began[0]?.lastGoodMs, lastGoodMs)
  t.equal(world.events('outage-ended').length, 3)
  t.equal(world.openedAtMs('probe-1/').length, 4)
  t.end()
})

t.test(
  'CLI-08: availability is told per minute of lab time, and the rest when winding down',
  (t) => {
    const world = watched()
    world.run(3 * minuteMs)
    world.command({ kind: 'wind-down-clients', input: {} })
    const told = world.events('availability')
    t.ok(told.length >= 5)
    let untilMs = startsAtMs
    for (const { fromMs, toMs, ok, failed } of told) {
      t.ok(fromMs >= untilMs && toMs > fromMs && toMs - fromMs <= minuteMs)
      t.ok(ok > 0 && failed === 0)
      untilMs = toMs
    }
    t.equal(untilMs, world.nowMs)
    const requests = world.trace.filter((line) => line.includes('"kind":"request"')).length
    t.equal(
      told.reduce((sum, e) => sum + e.ok, 0),
      requests,
    )
    t.end()
  },
)
