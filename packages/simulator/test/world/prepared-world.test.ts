import { MemoryStore } from '@understudy/memory-store'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { PreparedWorld, traceLines, World } from '../../src/index.ts'
import { establish, loadSessions, must, smallLab, syncNow } from '../support/small-world.ts'

const clients = { representatives: 3, sessionEveryMs: 3_000, sessionLengthMs: 6_000 }
const lab = smallLab({ clients })

function setUp(world: World): void {
  establish(world)
  loadSessions(world, 'a', 300, 'prepared', 5)
  syncNow(world, 'b')
}

const prepared = new PreparedWorld({ lab, seed: 'prepared' }, setUp)

/** Sessions, a crash, a swap: what both appliances and the network do. */
function play(world: World): World {
  world.runFor(5_000)
  must(world.commandAndRun('clients', { kind: 'start-clients', input: {} }))
  world.runFor(20_000)
  world.crash('a')
  world.runFor(2_000)
  world.restart('a')
  world.runFor(20_000)
  must(world.invokeAndRun('b', 'become-primary', { syncFirst: true }))
  world.runFor(60_000)
  return world
}

const traceOf = (world: World): readonly string[] => [...traceLines(world.events)]

t.test(
  'CHA-07: two copies with the same seed have the same trace, others have others',
  async (t) => {
    const first = traceOf(play(prepared.start('1')))
    play(prepared.start('2'))
    t.strictSame(traceOf(play(prepared.start('1'))), first)
    t.notSame(traceOf(play(prepared.start('2'))), first)
  },
)

t.test('CHA-07: worlds of one preparation share nothing that either changes', async (t) => {
  const [one, other] = [prepared.start('1'), prepared.start('1')]
  one.runFor(5_000)
  loadSessions(one, 'a', 10, 'more', 10)
  for (const name of one.host('a').blobs.keys()) one.host('a').blobs.spoil(name)
  must(one.invokeAndRun('a', 'set-setting', { key: 'motd', value: 'of one alone' }))
  must(one.invokeAndRun('b', 'break-relationship'))
  const { blobs } = other.host('a')
  t.ok(blobs.size > 0 && [...blobs].every(([name, sizeBytes]) => blobs.holds({ name, sizeBytes })))
  t.strictSame(traceOf(play(other)), traceOf(play(prepared.start('1'))))
})

t.test('the appliances go on where they were ended, as themselves, and so does time', async (t) => {
  let guid = ''
  let endedAtMs = 0
  const ended = new PreparedWorld({ lab, seed: 'ended' }, (world) => {
    setUp(world)
    guid = world.status('a').guid
    endedAtMs = world.nowMs
  })
  const world = ended.start('other')
  t.ok(world.nowMs >= endedAtMs)
  world.runFor(1_000)
  t.equal(world.status('a').guid, guid)
  t.match(
    world.events.filter(({ name }) => name === 'appliance-started'),
    [{ afterCrash: false }, { afterCrash: false }],
  )
})

t.test('a world that starts from disks does what one does that was built', async (t) => {
  const built = new World({ lab, seed: 'built' }, { openStore: () => new MemoryStore() })
  setUp(built)
  for (const name of ['a', 'b'] as const) {
    built.host(name).stop()
  }
  const from = built.events.length
  for (const name of ['a', 'b'] as const) built.restart(name)
  const started = prepared.start('started')
  const outcomes = [built, started].map((world) => {
    play(world)
    const events = world === built ? world.events.slice(from) : world.events
    return {
      // Of clients each seed has its own; the appliances and the network do the same at the same time.
      done: events.filter(({ source }) => source === 'network').map(told),
      roles: events.filter(({ name }) => name === 'role-changed').map(told),
      acknowledged: events.some(({ name }) => name === 'session-acknowledged'),
      ...stateOf(world),
    }
  })
  t.strictSame(outcomes[1], outcomes[0])
  t.match(outcomes[1], { acknowledged: true, a: { role: 'backup' }, b: { role: 'primary' } })
})

const told = ({ atMs: _, ...event }: LabEvent) => event

function stateOf(world: World) {
  const of = (name: 'a' | 'b') => {
    const { role, epoch, base, site, addresses, sync, relationship } = world.status(name)
    const { link, peerHost } = relationship ?? {}
    return { role, epoch, base, site, addresses, agree: sync.digestsAgree, link, peerHost }
  }
  return { a: of('a'), b: of('b') }
}
