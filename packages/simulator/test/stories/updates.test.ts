import t from 'tap'
import {
  codeOf,
  establishedWorld,
  must,
  sharedAddress,
  smallWorld,
} from '../support/small-world.ts'

const base = { package: 'Base 3.3.2', acceptEula: true }
const baseMs = 15 * 60_000

t.test(
  "UPD-01: a package that cannot be installed yet is refused in the product's own words",
  async (t) => {
    const { world, stores } = smallWorld()
    const before = stores.a.values.get('state')
    const outcome = world.invokeAndRun('a', 'install-update', {
      package: 'Bomgar-12.2.0',
      acceptEula: true,
    })
    t.match(outcome, {
      refusal: {
        code: 'requirement-not-met',
        message:
          '3.2.4 does not satisfy 12.2.0\'s requirements. Please install any other available package by clicking "Install this Update".',
      },
    })
    t.equal(stores.a.values.get('state'), before)
  },
)

t.test('UPD-03: without an accepted EULA nothing is installed', async (t) => {
  const { world } = smallWorld()
  for (const input of [{ package: 'Base 3.3.2' }, { package: 'Base 3.3.2', acceptEula: false }])
    t.equal(codeOf(world.invokeAndRun('a', 'install-update', input)), 'eula-not-accepted')
  t.match(world.status('a'), { installation: null, base: '3.2.4' })
})

t.test(
  'UPD-06: an installation takes its time behind a maintenance page, and ends the users',
  async (t) => {
    const { world } = establishedWorld({
      clients: { representatives: 4, sessionEveryMs: 5_000, probeEveryMs: 1_000 },
    })
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(60_000)
    const { users, sessions } = world.status('a')
    t.equal(users.consoles, 4)
    t.ok(sessions.active > 0)
    must(world.invokeAndRun('a', 'install-update', base))
    t.match(world.host('a').portal(), { status: 503, state: 'maintenance' })
    t.match(world.status('a'), { users: { consoles: 0, customers: 0 }, sessions: { active: 0 } })
    t.equal(codeOf(world.invokeAndRun('a', 'sync-now')), 'in-maintenance')
    world.runFor(baseMs - 1_000)
    t.equal(world.host('a').portal().status, 503)
    world.runFor(2_000)
    t.match(world.host('a').portal(), { status: 200, state: 'serving' })
    t.match(world.status('a'), { base: '3.3.2', installation: null })
    world.runFor(120_000)
    t.equal(world.status('a').users.consoles, 4, 'the consoles have come back')
    const outage = world.events.find((e) => e.name === 'outage-ended')
    const { startedAtMs = 0, lastFailedMs = 0, endedAtMs = 0 } = outage ?? {}
    // Nobody tells these probes that the site is back: they look ever more seldom.
    const [atLeastMs, atMostMs] = [lastFailedMs - startedAtMs, endedAtMs - startedAtMs]
    t.ok(
      atLeastMs < baseMs && atMostMs > baseMs - 2_000,
      `the clients saw an outage of ${atLeastMs} to ${atMostMs} ms`,
    )
  },
)

t.test('UPD-06: longer with stored recordings, by the model', async (t) => {
  const { world } = smallWorld()
  must(
    world.invokeAndRun('a', 'load-sample-data', {
      sessions: 32,
      recordings: 32,
      recordingBytes: 64 * 1024 * 1024,
      seed: 'two GiB',
    }),
  )
  t.match(must(world.invokeAndRun('a', 'install-update', base)), { durationMs: baseMs + 240_000 })
})

t.test(
  'UPD-09: an installation that a crash interrupts leaves the old version, whole',
  async (t) => {
    for (const atMs of [1, 60_000, baseMs - 1]) {
      const { world } = smallWorld()
      must(
        world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: true }),
      )
      must(world.invokeAndRun('a', 'install-update', base))
      world.runFor(atMs)
      world.crash('a')
      world.runFor(baseMs)
      world.restart('a')
      world.runFor(1_000)
      t.match(world.status('a'), { base: '3.2.4', state: 'serving', installation: null })
      t.match(
        world.events.findLast((e) => e.name === 'update-interrupted'),
        { package: 'Base 3.3.2', base: '3.2.4' },
      )
      must(world.invokeAndRun('a', 'install-update', base))
      world.runFor(baseMs)
      world.crash('a')
      world.restart('a')
      world.runFor(1_000)
      t.match(
        world.status('a'),
        { base: '3.3.2', installation: null },
        'after its end: the new one',
      )
    }
  },
)
