import t from 'tap'
import {
  codeOf,
  establishedWorld,
  lsidsOf,
  must,
  sharedAddress,
  smallWorld,
} from '../support/small-world.ts'

t.test('SYN-06: a crash loses what was not committed, and only that', async (t) => {
  const { world, stores } = smallWorld()
  must(world.invokeAndRun('a', 'set-setting', { key: 'kept', value: '1' }))
  const outcomes: string[] = []
  world.invoke('a', 'set-setting', { key: 'lost', value: '2' }, (outcome) =>
    outcomes.push(codeOf(outcome)),
  )
  world.crash('a')
  t.strictSame(outcomes, ['peer-unreachable'], 'nobody waits for ever for a dead process')
  t.equal(codeOf(world.invokeAndRun('a', 'status')), 'peer-unreachable')
  world.restart('a')
  world.runFor(1_000)
  t.strictSame(
    stores.a.settings.all().map((setting) => setting.key),
    ['kept'],
  )
  t.match(
    world.events.findLast((event) => event.name === 'appliance-started'),
    { source: 'a', afterCrash: true },
  )
})

t.test(
  'SYN-06: every session that a client saw acknowledged is stored after crashes at any moment',
  async (t) => {
    const { world, stores } = establishedWorld({
      clients: { representatives: 5, sessionEveryMs: 2_000, sessionLengthMs: 8_000 },
    })
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    for (const pauseMs of [40_003, 31_017, 50_501, 23_999]) {
      world.runFor(pauseMs)
      world.crash('a')
      world.runFor(3_000)
      world.restart('a')
    }
    world.runFor(60_000)
    const acknowledged = world.events.flatMap((event) =>
      event.name === 'session-acknowledged' ? [event.lsid] : [],
    )
    const stored = lsidsOf(stores.a)
    t.ok(acknowledged.length > 20, `${acknowledged.length} sessions were acknowledged`)
    t.strictSame(
      acknowledged.filter((lsid) => !stored.includes(lsid)),
      [],
    )
    t.equal(new Set(stored).size, stored.length, 'no session is stored twice')
  },
)

t.test('a dead process takes its claims and its clients with it', async (t) => {
  const { world } = establishedWorld({ clients: { representatives: 3 } })
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(30_000)
  world.crash('a')
  world.runFor(100)
  t.match(
    world.events.findLast((event) => event.name === 'traffic-owner'),
    { address: sharedAddress, owner: null },
  )
  t.equal(world.events.filter((event) => event.name === 'console-offline').length, 3)
  world.restart('a')
  world.runFor(60_000)
  t.match(
    world.events.findLast((event) => event.name === 'traffic-owner'),
    { owner: 'a' },
  )
  t.equal(world.events.filter((event) => event.name === 'console-online').length, 6)
})
