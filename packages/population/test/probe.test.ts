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

t.test('CLI-08: the end of an outage of 40 minutes is told with its bounds, by few probes', (t) => {
  const world = watched()
  world.a.become('black-hole')
  world.run(40 * minuteMs + 3_333)
  const backMs = world.nowMs
  world.a.become('serving')
  world.run(minuteMs)
  const [ended] = world.events('outage-ended')
  t.ok((ended?.endedAtMs ?? 0) - backMs <= 10_010, 'at most one probe late')
  t.ok((ended?.lastFailedMs ?? 0) <= backMs && backMs <= (ended?.endedAtMs ?? 0))
  t.ok(world.requestsUnderWayMost > 20 && world.requestsUnderWayMost <= 250)
  t.ok((ended?.probesFailed ?? 0) < 400, `${ended?.probesFailed} probes`)
  t.equal(ended?.reason, 'timeout')
  t.end()
})

t.test('CLI-08: what may bring the site back is a reason to ask densely again', (t) => {
  const world = watched()
  world.a.become('black-hole')
  world.run(40 * minuteMs + 3_333)
  world.command({ kind: 'probe-now', input: {} })
  world.run(41)
  const backMs = world.nowMs
  world.a.become('serving')
  world.run(minuteMs)
  const [ended] = world.events('outage-ended')
  t.ok((ended?.endedAtMs ?? 0) - backMs <= 5 + 2, `${(ended?.endedAtMs ?? 0) - backMs} ms late`)
  t.ok((ended?.endedAtMs ?? 0) - (ended?.lastFailedMs ?? 0) <= 10)
  t.end()
})

t.test('CLI-08: of a fault that nobody tells of, the beginning is told with its bounds', (t) => {
  const world = watched()
  world.a.vanish()
  const goneMs = world.nowMs
  world.run(30_000)
  const [began] = world.events('outage-began')
  t.ok((began?.earliestMs ?? 0) <= goneMs && goneMs <= (began?.startedAtMs ?? 0))
  t.ok((began?.startedAtMs ?? 0) - (began?.earliestMs ?? 0) <= 5_000, 'one steady probe')
  t.end()
})

t.test('CLI-08: who is told of it asks at once, and knows the beginning of a silent fault', (t) => {
  const world = watched()
  world.a.vanish()
  const goneMs = world.nowMs
  world.run(3)
  world.command({ kind: 'probe-now', input: {} })
  world.run(30_000)
  t.equal((world.events('outage-began')[0]?.startedAtMs ?? 0) - goneMs, 3)
  t.end()
})

t.test("NET-04, NET-05: the end of the probe's own connection is no outage of the site", (t) => {
  const world = watched()
  world.siteLeadsTo = 'b'
  world.run(minuteMs)
  world.a.become('refusing-connections')
  world.run(minuteMs)
  t.same(world.events('outage-began'), [])
  t.equal(world.openedAtMs('probe-1/').length, 2, 'it is opened again')
  world.b.become('refusing-connections')
  world.run(minuteMs)
  t.equal(world.events('outage-began').length, 1, 'and tells of the next one')
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
