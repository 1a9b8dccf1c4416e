import t from 'tap'
import type { World } from '../../src/index.ts'
import {
  establishedWorld,
  establishInput,
  goodKey,
  must,
  type PairName,
  sharedAddress,
  smallWorld,
} from '../support/small-world.ts'

/** How often that appliance has told that, as an alert or as a refusal of a link. */
const toldBy = (world: World, appliance: PairName, code: string): number =>
  world.events.filter((e) => e.source === appliance && 'code' in e && e.code === code).length

const quarterMs = 15 * 60_000

/** Drops the link, and gives it time to come back. */
function dropLink(world: World): void {
  world.cutPath('a', 'b')
  world.runFor(120_000)
  world.healPath('a', 'b')
  world.runFor(120_000)
}

function install(world: World, on: PairName, name: string): void {
  must(world.invokeAndRun(on, 'install-update', { package: name, acceptEula: true }))
  world.runFor(60 * 60_000)
}

t.test('FO-05: a difference of packages is told once, and again when it is another', async (t) => {
  const { world } = establishedWorld()
  const told = () => [
    toldBy(world, 'a', 'different-package'),
    toldBy(world, 'b', 'different-package'),
  ]
  install(world, 'b', 'Base 3.3.0')
  t.same(told(), [1, 1])
  dropLink(world)
  dropLink(world)
  t.same(told(), [1, 1], 'the link came back twice, and nothing had changed')
  install(world, 'b', 'Base 3.3.2')
  t.same(told(), [2, 1], 'A finds another package on B; B still finds the same one on A')
  install(world, 'a', 'Base 3.3.2')
  dropLink(world)
  t.same(told(), [2, 1], 'it is over')
  install(world, 'a', 'Bomgar-12.2.0')
  t.same(told(), [3, 2], 'and begins anew')
})

t.test(
  'FO-08: an appliance that is installing is told of once by each, not at every dial',
  async (t) => {
    const { world } = establishedWorld()
    for (const [count, name] of [
      [1, 'Base 3.3.0'],
      [2, 'Base 3.3.2'],
    ] as const) {
      install(world, 'a', name)
      t.equal(toldBy(world, 'a', 'in-maintenance'), count)
      t.equal(toldBy(world, 'b', 'in-maintenance'), count)
      t.match(world.status('b').relationship, { link: 'up' })
    }
  },
)

t.test('FO-02: a wrong key is told once while it lasts', async (t) => {
  const { world } = establishedWorld()
  for (const count of [1, 2]) {
    must(world.invokeAndRun('b', 'set-pre-shared-key', { key: 'another horse battery staple' }))
    dropLink(world)
    world.runFor(quarterMs)
    t.match(world.status('b').relationship, { link: 'down' })
    t.equal(toldBy(world, 'b', 'wrong-key'), count)
    must(world.invokeAndRun('b', 'set-pre-shared-key', { key: goodKey }))
    world.runFor(60_000)
    t.match(world.status('b').relationship, { link: 'up' })
  }
})

t.test(
  'FO-04: an appliance to which the address of its peer has come does not take itself for it',
  async (t) => {
    const { world } = smallWorld()
    const name = 'peer.support.example.com'
    world.commandAndRun('network', { kind: 'set-record', input: { name, address: sharedAddress } })
    must(world.invokeAndRun('a', 'set-address-enabled', { address: sharedAddress, enabled: true }))
    // No spelling of the shared address: a name that leads there, as no comparison of texts can see.
    const input = { ...establishInput(), reverseHost: name }
    must(world.invokeAndRun('a', 'establish-relationship', input))
    world.runFor(1_000)
    world.crash('a')
    must(world.invokeAndRun('b', 'set-address-enabled', { address: sharedAddress, enabled: true }))
    world.runFor(quarterMs)
    t.match(world.status('b'), { role: 'backup', relationship: { link: 'down', peerHost: name } })
    t.equal(toldBy(world, 'b', 'own-address'), 2, 'once as refused, once as refusing')
  },
)
