import t from 'tap'
import { populationConfig, startsAtMs, TinyWorld } from './support/tiny-world.ts'

const minuteMs = 60_000

/** How long the console waited before each attempt, at a site that refuses every connection. */
function waitsMs(console: string, seed: string): readonly number[] {
  const world = new TinyWorld(
    populationConfig({ representatives: 2, sessionEveryMs: 10_000_000 }, seed),
  )
  world.a.become('refusing-connections')
  world.command({ kind: 'start-clients', input: {} })
  world.run(10 * minuteMs)
  // An attempt fails a millisecond after it began.
  return world
    .openedAtMs(`${console}/`)
    .map((atMs, i, all) => (all[i + 1] ?? 0) - atMs - 1)
    .slice(0, -1)
}

t.test(
  'CLI-08: the back-off doubles from a second to a minute, the later half of each drawn by lot',
  (t) => {
    const waits = waitsMs('rep-1', 'seed-1')
    const spans = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]
    t.ok(waits.length > spans.length)
    spans.forEach((spanMs, i) => {
      const waitMs = waits[i] ?? 0
      // Long waits end on whole seconds.
      t.ok(waitMs >= spanMs / 2 - 1_000 && waitMs <= spanMs, `${i}: ${waitMs} of ${spanMs}`)
    })
    t.ok(waits[0] !== undefined && waits[0] >= 500)
    t.ok(new Set(waits.slice(5)).size > 3, 'jittered')
    t.end()
  },
)

t.test('CLI-08: the back-off is reproducible by its seed, and differs between clients', (t) => {
  t.same(waitsMs('rep-1', 'seed-1'), waitsMs('rep-1', 'seed-1'))
  t.strictNotSame(waitsMs('rep-1', 'seed-1'), waitsMs('rep-2', 'seed-1'))
  t.strictNotSame(waitsMs('rep-1', 'seed-1'), waitsMs('rep-1', 'seed-2'))
  t.end()
})

t.test('CLI-08: after a success the back-off is short again', (t) => {
  const world = new TinyWorld(populationConfig({ representatives: 1, sessionEveryMs: 10_000_000 }))
  world.a.become('refusing-connections')
  world.command({ kind: 'start-clients', input: {} })
  world.run(5 * minuteMs)
  world.a.become('serving')
  world.run(minuteMs)
  t.equal(world.events('console-online').length, 1)
  const lostAtMs = world.nowMs
  world.a.become('refusing-connections')
  world.run(5_000)
  const retried = world.openedAtMs('rep-1/').find((atMs) => atMs > lostAtMs) ?? 0
  t.ok(retried - lostAtMs >= 500 && retried - lostAtMs <= 1_001, `${retried - lostAtMs} ms`)
  t.end()
})

t.test('CLI-08: a dial that nobody answers is given up after 5 s, and made again', (t) => {
  const world = new TinyWorld(populationConfig({ representatives: 1, sessionEveryMs: 10_000_000 }))
  world.a.become('black-hole')
  world.command({ kind: 'start-clients', input: {} })
  world.run(minuteMs)
  const [first = 0, second = 0] = world.openedAtMs('rep-1/')
  // The first back-off is a second at most.
  t.ok(second - first >= 5_500 && second - first <= 6_001, `${second - first} ms`)
  t.end()
})

t.test('CLI-08: a customer gives up after two minutes', (t) => {
  const world = new TinyWorld(populationConfig({ sessionEveryMs: 1_000_000 }))
  world.a.become('refusing-connections')
  world.command({ kind: 'start-clients', input: {} })
  world.run(100 * minuteMs)
  const [first = 0, ...later] = world.openedAtMs('customer-1/')
  t.ok(first > startsAtMs && later.length >= 3)
  const lastMs = Math.max(...later) - first
  t.ok(lastMs > 60_000 && lastMs <= 125_000, `tried for ${lastMs} ms`)
  t.end()
})
