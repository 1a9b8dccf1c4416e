import t from 'tap'
import type { World } from '../../src/index.ts'
import { momentsOfTwoPrimaries } from '../support/roles.ts'
import {
  addresses,
  codeOf,
  establishedWorld,
  loadSessions,
  must,
  type PairName,
  sharedAddress,
  syncNow,
} from '../support/small-world.ts'

const timeoutMs = 60_000
/** The gateway's own address. */
const gateway = '203.0.113.80'

const automatic = {
  promotion: 'test-addresses',
  testAddresses: [gateway],
  primaryTimeoutMs: timeoutMs,
}

function watchedWorld(settings: Record<string, unknown> = automatic) {
  const made = establishedWorld()
  for (const name of ['a', 'b'])
    must(made.world.invokeAndRun(name, 'set-backup-settings', settings))
  syncNow(made.world, 'b')
  made.world.runFor(1_000)
  return made
}

const rolesOf = (world: World) => [world.status('a').role, world.status('b').role]

const namesOf = (world: World, source: PairName) =>
  world.events.filter((event) => event.source === source).map(({ name }) => name)

t.test(
  'FO-12: a backup whose primary is dead takes over by itself after the timeout, with the shared address',
  async (t) => {
    const { world } = watchedWorld()
    loadSessions(world, 'a', 3, 'not yet synced')
    world.runFor(20_000)
    world.crash('a')
    const diedAtMs = world.nowMs
    const event = world.runUntilEvent(({ name }) => name === 'automatic-failover', 600_000)
    t.match(event, { source: 'b', peer: 'a', records: 3, proof: /203\.0\.113\.80 answers/ })
    const tookMs = (event?.atMs ?? 0) - diedAtMs
    t.ok(tookMs > timeoutMs - 15_000 && tookMs < timeoutMs + 100, `within ${tookMs} ms`)
    world.runFor(100)
    t.match(world.status('b'), { role: 'primary', state: 'serving', epoch: 3 })
    t.match(
      world.events.findLast((e) => e.name === 'traffic-owner'),
      { owner: 'b', others: [] },
    )
  },
)

t.test('FO-12: without the setting it stays the backup, however long it takes', async (t) => {
  const { world } = establishedWorld()
  world.crash('a')
  world.runFor(3_600_000)
  t.match(world.status('b'), { role: 'backup', epoch: 1, failover: { watching: false } })
})

t.test('FO-12: a backup that reaches no test address stays the backup, and says why', async (t) => {
  const { world } = watchedWorld()
  for (const other of ['a', 'gateway']) world.cutPath('b', other)
  world.runFor(10 * timeoutMs)
  const withheld = /b cannot reach its primary a and does not take over: no .*test address answers/
  t.match(world.status('b'), { role: 'backup', failover: { watching: true, withheld } })
  t.equal(namesOf(world, 'b').filter((name) => name === 'failover-withheld').length, 1, 'once')
  world.healPath('b', 'gateway')
  world.runFor(20_000)
  t.match(world.status('b'), { role: 'primary' }, 'and takes over when one answers again')
})

t.test('FO-12: a primary that is heard again within the timeout stays the only one', async (t) => {
  const { world } = watchedWorld()
  world.cutPath('a', 'b')
  world.runFor(timeoutMs - 20_000)
  world.healPath('a', 'b')
  world.runFor(10 * timeoutMs)
  t.strictSame(rolesOf(world), ['primary', 'backup'])
  t.match(world.status('b'), { failover: { watching: true, silentMs: 0, withheld: null } })
  t.strictSame(momentsOfTwoPrimaries(world.events), [])
})

t.test('FO-12: a primary that says that it is in maintenance is not silent', async (t) => {
  const { world } = watchedWorld()
  const input = { package: 'Bomgar-12.1.4', acceptEula: true }
  must(world.invokeAndRun('a', 'install-update', input))
  world.runFor(10 * timeoutMs)
  t.equal(world.status('a').state, 'maintenance')
  t.strictSame(rolesOf(world), ['primary', 'backup'])
})

t.test('FO-13: an old primary that comes back finds a conflict, and neither yields', async (t) => {
  const { world } = watchedWorld()
  world.crash('a')
  world.runFor(3 * timeoutMs)
  world.restart('a')
  world.runFor(60_000)
  t.strictSame(rolesOf(world), ['primary', 'primary'])
  t.ok(world.status('a').relationship?.conflict && world.status('b').relationship?.conflict)
  t.not(world.status('a').epoch, world.status('b').epoch)
})

t.test('FO-11: the settings are checked, kept over a restart, and not synced', async (t) => {
  const { world } = establishedWorld()
  const set = (input: unknown) => codeOf(world.invokeAndRun('b', 'set-backup-settings', input))
  t.equal(set({ promotion: 'test-addresses' }), 'failover-needs-test')
  for (const own of [addresses.a, addresses.b, sharedAddress, 'gateway.example.com'])
    t.equal(set({ testAddresses: [own] }), 'no-test-address', own)
  t.equal(set({ sharedAddresses: ['192.0.2.77'] }), 'unknown-address')
  t.equal(set({ primaryTimeoutMs: 49 }), 'invalid-input')
  t.equal(set({}), 'invalid-input')
  t.equal(world.status('b').backupSettings.promotion, 'by-hand', 'refused, nothing changes')
  must(world.invokeAndRun('b', 'set-backup-settings', automatic))
  syncNow(world, 'b')
  world.crash('b')
  world.restart('b')
  t.match(world.status('b'), { backupSettings: automatic, failover: { watching: true } })
  t.match(world.status('a').backupSettings, { promotion: 'by-hand', primaryTimeoutMs: 180_000 })
})

t.test(
  'FO-11: syncs come at the interval of the settings, and none without backup operations',
  async (t) => {
    const { world } = watchedWorld({ syncIntervalMs: 60_000 })
    const syncs = () => namesOf(world, 'b').filter((name) => name === 'sync-finished').length
    const before = syncs()
    world.runFor(600_000)
    t.ok(syncs() - before >= 9, 'about ten in ten minutes')
    must(world.invokeAndRun('b', 'set-backup-settings', { backupOperations: false }))
    const off = syncs()
    world.runFor(600_000)
    t.ok(syncs() - off <= 1, 'the one that was under way')
    must(world.invokeAndRun('b', 'set-backup-settings', { backupOperations: true }))
    const on = syncs()
    world.runFor(600_000)
    t.ok(syncs() - on >= 9, 'they go on')
  },
)

t.test('FO-11: a shared address that is not to be carried stays where it is', async (t) => {
  const { world } = watchedWorld({ sharedAddresses: [] })
  must(world.invokeAndRun('b', 'become-primary'))
  world.runFor(1_000)
  const isEnabled = (name: PairName) =>
    world.status(name).addresses.find(({ shared }) => shared)?.enabled
  t.strictSame(rolesOf(world), ['backup', 'primary'])
  t.strictSame([isEnabled('a'), isEnabled('b')], [true, false])
})

t.test('FO-15: a backup that was stopped does not take its own absence for silence', async (t) => {
  const { world } = watchedWorld()
  world.host('b').pause()
  world.runFor(10 * timeoutMs)
  world.host('b').resume()
  world.runFor(60_000)
  t.ok(namesOf(world, 'b').includes('process-starved'))
  t.strictSame(rolesOf(world), ['primary', 'backup'])
  t.strictSame(momentsOfTwoPrimaries(world.events), [])
})

t.test(
  'FO-15: a primary that was stopped, and replaced, serves nobody when it goes on',
  async (t) => {
    const { world } = watchedWorld()
    world.host('a').pause()
    world.runFor(3 * timeoutMs)
    t.equal(world.status('b').role, 'primary')
    world.host('a').resume()
    world.runFor(10)
    t.match(world.status('a'), { role: 'primary', state: 'checking' })
    t.match(
      world.events.findLast(({ name }) => name === 'traffic-owner'),
      { owner: 'b', others: [] },
      'it has let the shared address go',
    )
    world.runFor(60_000)
    t.match(world.status('a'), { state: 'checking', relationship: { conflict: true } })
    must(world.invokeAndRun('a', 'become-backup'))
    world.runFor(30_000)
    t.match(world.status('a'), {
      role: 'backup',
      state: 'backup',
      relationship: { conflict: false },
    })
  },
)

t.test(
  'FO-15: a primary that was stopped and still is the only one serves again at once',
  async (t) => {
    const { world } = watchedWorld()
    world.host('a').pause()
    world.runFor(timeoutMs - 20_000)
    world.host('a').resume()
    world.runFor(100)
    t.match(world.status('a'), { role: 'primary', state: 'serving' })
    const names = namesOf(world, 'a')
    t.ok(names.indexOf('serving-suspended') < names.indexOf('serving-resumed'))
    t.match(
      world.events.findLast(({ name }) => name === 'traffic-owner'),
      { owner: 'a', others: [] },
    )
  },
)

t.test(
  'FO-15: where nobody can be asked a primary serves again after a while, and says so',
  async (t) => {
    const { world } = watchedWorld()
    world.crash('a')
    world.crash('b')
    world.restart('a')
    world.runFor(1_000)
    t.match(world.status('a'), { role: 'primary', state: 'checking' })
    world.runFor(30_000)
    t.match(world.status('a'), { role: 'primary', state: 'serving' })
    t.ok(world.events.some((e) => e.name === 'alert' && e.code === 'role-unconfirmed'))
  },
)

t.test('FO-13: in a conflict each choice says before what it would lose', async (t) => {
  const { world } = watchedWorld()
  must(world.invokeAndRun('a', 'set-setting', { key: 'greeting', value: 'of a' }))
  world.cutPath('a', 'b')
  world.runFor(3 * timeoutMs)
  t.strictSame(rolesOf(world), ['primary', 'primary'], 'the price of two nodes on a plain network')
  must(world.invokeAndRun('b', 'set-setting', { key: 'greeting', value: 'of b' }))
  must(world.invokeAndRun('b', 'set-setting', { key: 'logo', value: 'of b' }))
  world.healPath('a', 'b')
  world.runFor(60_000)
  const forecastOf = (name: PairName) => world.status(name).relationship?.forecast
  t.match(forecastOf('a'), { thisGivesWay: { settings: 1 }, peerGivesWay: { settings: 2 } })
  t.match(forecastOf('b'), { thisGivesWay: { settings: 2 }, peerGivesWay: { settings: 1 } })
  must(world.invokeAndRun('b', 'become-backup'))
  world.runFor(30_000)
  t.equal(forecastOf('b'), null)
  syncNow(world, 'b')
  const lost = world.events.findLast(({ name }) => name === 'settings-lost')
  t.match(lost, { source: 'b', keys: ['greeting', 'logo'] }, 'as it was said')
})
