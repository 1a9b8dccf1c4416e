import { spellingsOf } from '@understudy/network-model/parity'
import t from 'tap'
import {
  codeOf,
  establishedWorld,
  establishInput,
  must,
  type SmallWorld,
  sharedAddress,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

t.test(
  'FO-06: a backup refuses clients and new work, and goes on answering the operator',
  async (t) => {
    const { world } = establishedWorld()
    t.equal(world.host('b').portal().status, 503)
    t.equal(codeOf(world.invokeAndRun('b', 'set-setting', { key: 'k', value: 'v' })), 'wrong-role')
    t.equal(codeOf(world.invokeAndRun('b', 'download-backup')), 'ok')
    const test = world.commandAndRun('clients', {
      kind: 'run-site-test',
      input: { test: 'to-the-backup', appliance: 'b' },
    })
    t.match(test, { ok: true, value: { passed: false } })
  },
)

t.test(
  'FO-07: the first sync begins 60 seconds after establishing, led by the backup',
  async (t) => {
    const { world } = establishedWorld()
    const established = world.events.find(
      (e) => e.name === 'relationship-established' && e.source === 'b',
    )
    const started = world.runUntilEvent((e) => e.name === 'sync-started', 120_000)
    t.match(started, { source: 'b', trigger: 'first' })
    t.equal((started?.atMs ?? 0) - (established?.atMs ?? 0), 60_000)
    t.match(
      world.runUntilEvent((e) => e.name === 'sync-finished', 60_000),
      { digestsAgree: true },
    )
    const next = world.runUntilEvent((e) => e.name === 'sync-started', 3_600_000)
    t.match(next, { trigger: 'interval' })
  },
)

t.test('FO-07: Sync Now on either appliance starts the pull of the backup at once', async (t) => {
  for (const on of ['a', 'b'] as const) {
    const { world } = establishedWorld()
    const before = world.nowMs
    syncNow(world, on)
    t.ok(world.nowMs - before < 100)
    t.match(
      world.events.filter((e) => e.name === 'sync-started').map((e) => [e.source, e.trigger]),
      [['b', on === 'b' ? 'operator' : 'peer']],
    )
  }
})

t.test('FO-09: breaking on either appliance ends the relationship on both', async (t) => {
  for (const on of ['a', 'b'] as const) {
    const { world } = establishedWorld()
    t.match(must(world.invokeAndRun(on, 'break-relationship')), { peerTold: true })
    world.runFor(100)
    for (const name of ['a', 'b'] as const)
      t.match(world.status(name), { role: 'none', relationship: null, state: 'serving' })
    t.match(
      world.events.filter((e) => e.name === 'relationship-broken').map((e) => e.reason),
      ['operator', 'peer'],
    )
    must(world.invokeAndRun('b', 'establish-relationship', establishInput('b')))
    t.equal(world.status('b').role, 'primary')
  }
})

t.test(
  'FO-09: with an unreachable peer it ends on one alone, and the other learns it later',
  async (t) => {
    for (const on of ['a', 'b'] as const) {
      const other = on === 'a' ? 'b' : 'a'
      const { world } = establishedWorld()
      const roleBefore = world.status(other).role
      world.cutPath('a', 'b')
      t.match(must(world.invokeAndRun(on, 'break-relationship')), { peerTold: false })
      world.runFor(600_000)
      t.equal(world.status(on).role, 'none')
      t.equal(world.status(other).role, roleBefore, 'nobody could tell it')
      world.healPath('a', 'b')
      world.runFor(120_000)
      t.match(world.status(other), { role: 'none', relationship: null })
      t.match(
        world.events.findLast((e) => e.name === 'relationship-broken'),
        { source: other, reason: 'peer-forgot' },
      )
    }
  },
)

t.test('FO-09: a relationship outlives the crash of either appliance', async (t) => {
  for (const name of ['a', 'b'] as const) {
    const { world } = establishedWorld()
    const before = world.status(name)
    world.crash(name)
    world.runFor(300_000)
    world.restart(name)
    world.runFor(60_000)
    t.match(world.status(name), { role: before.role, epoch: before.epoch })
    for (const each of ['a', 'b'] as const)
      t.equal(world.status(each).relationship?.link, 'up', `the link of ${each} is back`)
  }
})

t.test('FO-14: a message of an older epoch is refused and changes nothing', async (t) => {
  const { world } = establishedWorld()
  const { relationship, epoch } = world.status('b')
  world.host('b').deliver({
    kind: 'link-message',
    link: 'b1',
    message: { type: 'break', relationship: relationship?.id ?? '', epoch: epoch - 1 },
  })
  world.runFor(100)
  t.match(
    world.events.findLast((e) => e.name === 'link-refused'),
    { source: 'b', code: 'stale-epoch' },
  )
  t.match(world.status('b'), { role: 'backup', epoch })
})

/** Two primaries: the old one was forced to stay behind a cut cable while B took over by hand. */
function twoPrimaries(): SmallWorld {
  const made = establishedWorld()
  const { world } = made
  syncNow(world, 'b')
  world.crash('a')
  world.runFor(120_000)
  must(world.invokeAndRun('b', 'become-primary', { force: true }))
  world.restart('a')
  world.runFor(60_000)
  return made
}

t.test(
  'FO-13: an old primary that comes back is in conflict with the new one, told by both, and nothing is synced',
  async (t) => {
    const { world } = twoPrimaries()
    for (const [name, epoch] of [
      ['a', 1],
      ['b', 3],
    ] as const) {
      t.match(world.status(name), { role: 'primary', epoch, relationship: { conflict: true } })
      t.equal(codeOf(world.invokeAndRun(name, 'sync-now')), 'role-conflict')
      const told = world.events.filter((e) => e.source === name && e.name === 'role-conflict')
      t.equal(told.length, 1, 'once')
      t.match(
        world.events.filter((e) => e.source === name && e.name === 'alert'),
        [{ code: 'role-conflict' }],
      )
    }
    t.match(world.status('a').relationship, { peerRole: 'primary', peerEpoch: 3, link: 'up' })
    const before = world.events.length
    world.runFor(3_600_000)
    t.match(world.status('a'), { role: 'primary', epoch: 1, relationship: { link: 'up' } })
    const names = new Set(world.events.slice(before).map((e) => e.name))
    t.notOk(names.has('sync-started'), 'nor by itself')
    t.equal(world.events.filter((e) => e.name === 'role-conflict').length, 2, 'and not told again')
  },
)

t.test('FO-13: giving one of two primaries the other role ends the conflict', async (t) => {
  for (const [yields, stays] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const { world } = twoPrimaries()
    must(world.invokeAndRun(yields, 'become-backup'))
    world.runFor(1_000)
    for (const [name, role] of [
      [yields, 'backup'],
      [stays, 'primary'],
    ] as const)
      t.match(world.status(name), { role, epoch: 4, relationship: { conflict: false } })
    t.match(
      world.runUntilEvent((e) => e.name === 'sync-finished', 120_000),
      { digestsAgree: true },
      'and the sync goes on by itself',
    )
    t.match(
      world.events.findLast((e) => e.name === 'traffic-owner'),
      { owner: stays, others: [] },
    )
  }
})

t.test('FO-13: two backups are a conflict until one is made the primary', async (t) => {
  const { world } = establishedWorld()
  world.cutPath('a', 'b')
  world.runFor(120_000)
  must(world.invokeAndRun('a', 'become-backup', { force: true }))
  world.healPath('a', 'b')
  world.runFor(60_000)
  for (const name of ['a', 'b'] as const) {
    t.match(world.status(name), { role: 'backup', epoch: 2, relationship: { conflict: true } })
    t.equal(codeOf(world.invokeAndRun(name, 'sync-now')), 'role-conflict')
  }
  must(world.invokeAndRun('a', 'become-primary'))
  world.runFor(100)
  for (const name of ['a', 'b'] as const)
    t.match(world.status(name), { epoch: 3, relationship: { conflict: false } })
})

t.test('FO-14: a fencing network honours the higher epoch for the shared address', async (t) => {
  const { world } = establishedWorld({ network: { fencing: true } })
  world.cutPath('a', 'b')
  must(world.invokeAndRun('b', 'break-relationship'))
  must(world.invokeAndRun('b', 'set-address-enabled', { address: sharedAddress, enabled: true }))
  world.runFor(100)
  const owner = () => world.events.findLast((e) => e.name === 'traffic-owner')
  t.match(owner(), { owner: 'b', others: [] })
  t.notOk(world.status('a').addresses.find((a) => a.shared)?.enabled, 'A was fenced off')
  must(world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: true }))
  world.runFor(100)
  t.match(owner(), { owner: 'b', others: [] })
  t.match(
    world.events.findLast((e) => e.name === 'claim-fenced'),
    { appliance: 'a', epoch: 1, highest: 2 },
  )
})

t.test(
  'FO-14: a new primary holds its address by its new epoch: its own backup does not fence it off',
  async (t) => {
    const { world } = establishedWorld({ network: { fencing: true } })
    must(world.invokeAndRun('b', 'set-address-enabled', { address: sharedAddress, enabled: true }))
    world.runFor(100)
    const shared = (name: 'a' | 'b') => world.status(name).addresses.find((one) => one.shared)
    t.match(shared('a'), { enabled: true, conflictsWith: ['b'] })
    t.match(shared('b'), { enabled: true, conflictsWith: ['a'] }, 'both show the mistake')
  },
)

t.test(
  'NET-02: an address enabled on both is a conflict that both show until it is over',
  async (t) => {
    const { world } = smallWorld()
    for (const name of ['a', 'b'] as const)
      must(
        world.invokeAndRun(name, 'set-address-enabled', { address: sharedAddress, enabled: true }),
      )
    world.runFor(100)
    const conflicts = (name: 'a' | 'b') =>
      world.status(name).addresses.find((a) => a.shared)?.conflictsWith
    t.strictSame([conflicts('a'), conflicts('b')], [['b'], ['a']])
    must(world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: false }))
    world.runFor(100)
    t.strictSame(conflicts('b'), [])
  },
)

t.test(
  'NET-01, FO-04: an address is enabled and disabled under every spelling of it',
  async (t) => {
    const { world } = smallWorld()
    for (const address of spellingsOf(sharedAddress))
      for (const enabled of [true, false]) {
        must(world.invokeAndRun('a', 'set-address-enabled', { address, enabled }))
        t.equal(world.status('a').addresses.find((a) => a.shared)?.enabled, enabled, address)
        world.runFor(10)
        const owner = world.events.findLast((e) => e.name === 'traffic-owner')
        t.equal(owner?.owner, enabled ? 'a' : null, address)
      }
  },
)

t.test(
  'FO-08: the status history tells what happened to roles, link and syncs, newest first, across a crash',
  async (t) => {
    const { world } = establishedWorld()
    syncNow(world, 'b')
    world.crash('b')
    world.restart('b')
    world.runFor(1_000)
    const { history } = must(world.invokeAndRun('b', 'status-history', { limit: 1_000 })) as {
      history: { name: string; atMs: number }[]
    }
    const names = history.map(({ name }) => name)
    for (const name of [
      'appliance-started',
      'role-changed',
      'relationship-established',
      'link-up',
      'sync-finished',
    ])
      t.ok(names.includes(name), name)
    t.ok(names.indexOf('sync-finished') < names.indexOf('relationship-established'), 'newest first')
    t.same(
      [...history].sort((a, b) => b.atMs - a.atMs).map(({ name }) => name),
      names,
    )
    t.notOk(names.includes('operation-done'))
    t.match(must(world.invokeAndRun('b', 'status-history', { limit: 1 })), {
      history: { length: 1 },
    })
  },
)
