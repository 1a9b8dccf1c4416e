import t from 'tap'
import { establishedWorld, must, sharedAddress } from '../support/small-world.ts'

const clients = { representatives: 3 }
const network = { heartbeat: { everySeconds: 20, answerSeconds: 20 } }

t.test(
  'NET-12: a host that loses its power tells nobody; everybody learns by a time limit',
  async (t) => {
    const { world } = establishedWorld({ clients, network })
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(30_000)
    const count = (name: string): number =>
      world.events.filter((event) => event.name === name).length
    t.equal(count('console-online'), 3)
    must(world.commandAndRun('network', { kind: 'power-loss', input: { appliance: 'a' } }))
    world.runFor(15_000)
    t.equal(count('console-offline'), 0, 'nobody has heard anything')
    t.equal(world.status('b').relationship?.link, 'up')
    world.runFor(50_000)
    t.equal(count('console-offline'), 3)
    t.equal(world.status('b').relationship?.link, 'down')
    t.match(
      world.events.findLast((event) => event.name === 'traffic-owner'),
      { address: sharedAddress, owner: null },
    )
    must(world.commandAndRun('network', { kind: 'power-back', input: { appliance: 'a' } }))
    world.runFor(120_000)
    t.match(
      world.events.findLast((event) => event.name === 'appliance-started'),
      { source: 'a', afterCrash: true },
    )
    t.equal(count('console-online'), 6)
    t.equal(world.status('b').relationship?.link, 'up')
  },
)

t.test(
  'NET-12: of a process that ends everybody hears at once, for its kernel closes',
  async (t) => {
    const { world } = establishedWorld({ clients, network })
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(30_000)
    world.crash('a')
    world.runFor(100)
    t.equal(world.events.filter((event) => event.name === 'console-offline').length, 3)
    t.equal(world.status('b').relationship?.link, 'down')
  },
)

t.test('NET-12: of a process that ends behind a cut path nobody hears', async (t) => {
  const { world } = establishedWorld({ clients, network })
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(30_000)
  world.cutPath('clients', 'a')
  world.crash('a')
  world.runFor(10_000)
  t.equal(world.events.filter((event) => event.name === 'console-offline').length, 0)
  world.runFor(31_000)
  t.equal(world.events.filter((event) => event.name === 'console-offline').length, 3)
})

t.test('NET-12: who becomes the backup says goodbye as long as it has the address', async (t) => {
  const { world } = establishedWorld({ clients, network })
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.cutPath('a', 'b')
  world.runFor(60_000)
  world.invoke('a', 'become-backup', { force: true })
  world.runFor(100)
  t.match(
    world.events.flatMap((event) => (event.name === 'console-offline' ? [event.reason] : [])),
    Array.from({ length: 3 }, () => 'this appliance became the backup'),
  )
})

t.test('NET-12: power is an appliance’s, and lost or given back but once', async (t) => {
  const { world } = establishedWorld()
  const wrong = world.commandAndRun('network', { kind: 'power-loss', input: { appliance: 'c' } })
  t.match(wrong, { ok: false, refusal: { code: 'network-refused' } })
  for (const kind of ['power-loss', 'power-loss', 'power-back', 'power-back'] as const) {
    must(world.commandAndRun('network', { kind, input: { appliance: 'a' } }))
    world.runFor(1_000)
  }
  t.same(
    world.events.flatMap(({ name }) => (name.startsWith('power-') ? [name] : [])),
    ['power-lost', 'power-back'],
  )
})
