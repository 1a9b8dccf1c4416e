import { spellingsOf } from '@understudy/network-model/parity'
import t, { type Test } from 'tap'
import type { World } from '../../src/index.ts'
import {
  addresses,
  codeOf,
  contentsOf,
  establishedWorld,
  establishInput,
  goodKey,
  loadSessions,
  must,
  type SmallWorld,
  sharedAddress,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

/** Tries to establish on A, and proves that the refusal left both boxes as they were. */
function tryEstablishing(
  t: Test,
  { world, stores }: SmallWorld,
  input: Partial<ReturnType<typeof establishInput>> = {},
): string {
  const before = [contentsOf(stores.a), contentsOf(stores.b)]
  const outcome = world.invokeAndRun('a', 'establish-relationship', {
    ...establishInput(),
    ...input,
  })
  world.runFor(120_000)
  t.strictSame([contentsOf(stores.a), contentsOf(stores.b)], before, 'both boxes are as they were')
  for (const name of ['a', 'b'] as const)
    t.equal(world.status(name).state, 'serving', `${name} is not left establishing`)
  return codeOf(outcome)
}

const refusalsOn = (world: World, appliance: string) =>
  world.events.filter((e) => e.name === 'relationship-refused' && e.source === appliance)

t.test('FO-01: establishing makes the appliance it is done on the primary', async (t) => {
  const { world } = smallWorld()
  t.match(world.status('a'), { role: 'none', relationship: null })
  must(world.invokeAndRun('a', 'establish-relationship', establishInput()))
  world.runFor(10)
  const [a, b] = [world.status('a'), world.status('b')]
  t.match(a, { role: 'primary', state: 'serving', relationship: { peer: 'b', link: 'up' } })
  t.match(b, { role: 'backup', state: 'backup', relationship: { peer: 'a', link: 'up' } })
  t.equal(a.relationship?.id, b.relationship?.id)
  t.equal(a.epoch, b.epoch)
})

t.test('FO-02: without a key, or with another one, nothing is established', async (t) => {
  t.equal(tryEstablishing(t, smallWorld({ keys: { a: null } })), 'no-pre-shared-key')
  const keyless = smallWorld({ keys: { b: null } })
  keyless.world.runFor(1)
  t.equal(tryEstablishing(t, keyless), 'wrong-key')
  const made = smallWorld({ keys: { b: 'another horse battery staple' } })
  t.equal(tryEstablishing(t, made), 'wrong-key')
  t.strictSame(refusalsOn(made.world, 'b'), [], 'the other core never heard of it')
  must(made.world.invokeAndRun('b', 'set-pre-shared-key', { key: goodKey }))
  must(made.world.invokeAndRun('a', 'establish-relationship', establishInput()))
})

t.test('FO-03: an unreachable peer is told of as the forward connection', async (t) => {
  const made = smallWorld()
  t.equal(tryEstablishing(t, made, { peerHost: '192.0.2.77' }), 'peer-unreachable')
  t.match(refusalsOn(made.world, 'a'), [{ message: /Connection to the new backup/ }])
  t.equal(tryEstablishing(t, made, { peerPort: 444 }), 'peer-unreachable')
  made.world.cutPath('a', 'b')
  t.equal(tryEstablishing(t, made), 'peer-unreachable')
  made.world.healPath('a', 'b')
  made.world.crash('b')
  const outcome = made.world.invokeAndRun('a', 'establish-relationship', establishInput())
  t.equal(codeOf(outcome), 'peer-unreachable')
})

t.test('FO-03: an unreachable reverse address is told of as the reverse connection', async (t) => {
  const made = smallWorld()
  t.equal(tryEstablishing(t, made, { reverseHost: '192.0.2.77' }), 'peer-unreachable')
  t.match(refusalsOn(made.world, 'a'), [{ message: /Reverse connection to the primary/ }])
  t.equal(refusalsOn(made.world, 'b').length, 1, 'both sides say so')
})

t.test('FO-03: a reverse address that leads to the peer itself is refused', async (t) => {
  t.equal(tryEstablishing(t, smallWorld(), { reverseHost: addresses.b }), 'not-own-address')
})

t.test('FO-03: another package or build is refused, whichever part differs', async (t) => {
  for (const b of [
    { base: '3.2.4', site: '10.6.1' },
    { base: '3.3.2', site: '11.1.0' },
  ])
    t.equal(tryEstablishing(t, smallWorld({ software: { b } })), 'different-package')
})

const before106 = { base: '3.2.4', site: '10.5.2' }

t.test(
  'FO-03: a peer with newer data of its own is refused with its count, whoever has the address and whatever the clock says',
  async (t) => {
    const made = smallWorld({ software: { a: before106, b: before106 } })
    const { world } = made
    loadSessions(world, 'b', 10, 'production', 4)
    // The asker has the newest session, and the address.
    world.runFor(3_600_000)
    loadSessions(world, 'a', 3, 'newer')
    must(world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: true }))
    t.equal(tryEstablishing(t, made), 'peer-newer-data')
    t.match(world.invokeAndRun('a', 'establish-relationship', establishInput()), {
      refusal: { details: { records: 10, recordings: 4, announced: 0 } },
    })
    t.equal(tryEstablishing(t, made, { discardMax: 9 }), 'peer-newer-data')
    const forced = { ...establishInput(), force: true }
    must(world.invokeAndRun('a', 'establish-relationship', forced))
    world.runFor(1_000)
    const told = world.events.filter((e) => e.source === 'b').map((e) => e.name)
    t.match(
      world.events.find((e) => e.name === 'overwrite-announced'),
      { source: 'b', to: 'a', records: 10, recordings: 4 },
    )
    t.ok(told.indexOf('overwrite-announced') < told.indexOf('role-changed'), 'before it happens')
  },
)

t.test('FO-03: as much as was announced may be discarded', async (t) => {
  const { world } = smallWorld({ software: { a: before106, b: before106 } })
  loadSessions(world, 'b', 10, 'announced')
  must(world.invokeAndRun('a', 'establish-relationship', { ...establishInput(), discardMax: 10 }))
  t.equal(world.status('a').role, 'primary')
})

t.test(
  'FO-03: records that merge are no reason to refuse, nor are settings, which are listed before they go',
  async (t) => {
    const { world } = smallWorld()
    loadSessions(world, 'b', 10, 'merging')
    must(world.invokeAndRun('b', 'set-setting', { key: 'portal.title', value: 'of B' }))
    must(world.invokeAndRun('a', 'establish-relationship', establishInput()))
    world.runFor(1_000)
    t.match(
      world.events.find((e) => e.name === 'overwrite-announced'),
      { source: 'b', records: 0, settings: ['portal.title'] },
    )
    syncNow(world, 'b')
    t.equal(world.status('a').sessions.stored, 10, 'nothing is lost')
  },
)

t.test('FO-03: the own address is refused', async (t) => {
  const made = smallWorld()
  t.equal(tryEstablishing(t, made, { peerHost: addresses.a }), 'own-address')
  t.equal(tryEstablishing(t, made, { peerHost: 'a.support.example.com' }), 'own-address')
})

t.test('FO-04: the shared hostname and address are refused in either field', async (t) => {
  const made = smallWorld()
  for (const host of ['support.example.com', 'Support.Example.com', '192.0.2.100']) {
    t.equal(tryEstablishing(t, made, { peerHost: host }), 'shared-hostname')
    t.equal(tryEstablishing(t, made, { reverseHost: host }), 'shared-hostname')
  }
})

t.test('FO-04: no spelling of the site or of its own address gets past', async (t) => {
  const made = smallWorld()
  const { publicAddress } = made.lab.network
  const site = [
    'support.example.com.',
    ...spellingsOf(sharedAddress),
    ...spellingsOf(publicAddress),
  ]
  for (const host of site) {
    t.equal(tryEstablishing(t, made, { peerHost: host }), 'shared-hostname', host)
    t.equal(tryEstablishing(t, made, { reverseHost: host }), 'shared-hostname', host)
  }
  for (const host of ['A.Support.Example.com.', ...spellingsOf(addresses.a)])
    t.equal(tryEstablishing(t, made, { peerHost: host }), 'own-address', host)
})

t.test(
  'FO-04: the appliances find each other under every spelling of their addresses',
  async (t) => {
    const spellingsOfA = spellingsOf(addresses.a)
    for (const [index, peerHost] of spellingsOf(addresses.b).entries()) {
      const { world } = smallWorld()
      const reverseHost = spellingsOfA[index] ?? ''
      const input = { ...establishInput(), peerHost, reverseHost }
      must(world.invokeAndRun('a', 'establish-relationship', input))
      world.runFor(10)
      t.match(world.status('b').relationship, { peer: 'a', link: 'up', peerHost: reverseHost })
    }
  },
)

t.test('FO-03: an appliance that is in a relationship takes no second one', async (t) => {
  const { world, stores } = establishedWorld()
  const again = world.invokeAndRun('a', 'establish-relationship', establishInput())
  t.equal(codeOf(again), 'already-in-relationship')
  // A forgets while B cannot be told: B still is in a relationship when A asks anew.
  world.cutPath('a', 'b')
  world.runFor(120_000)
  must(world.invokeAndRun('a', 'break-relationship'))
  const before = contentsOf(stores.b)
  world.healPath('a', 'b')
  const outcome = world.invokeAndRun('a', 'establish-relationship', establishInput())
  t.equal(codeOf(outcome), 'peer-in-relationship')
  t.equal(contentsOf(stores.b), before)
})
