import t from 'tap'
import {
  establishedWorld,
  loadSessions,
  must,
  type PairName,
  type SmallWorld,
  syncNow,
} from '../support/small-world.ts'

/** A pair that holds the same recordings; the names, sorted. */
function pairWithRecordings(count: number): SmallWorld & { readonly names: readonly string[] } {
  const made = establishedWorld()
  loadSessions(made.world, 'a', count, 'recorded', count)
  syncNow(made.world, 'b')
  return { ...made, names: [...made.world.host('a').blobs.keys()].sort() }
}

const lostOn = ({ world }: SmallWorld, appliance: PairName) =>
  world.events.flatMap((e) =>
    e.name === 'recordings-lost' && e.source === appliance ? [[e.absent, e.damaged]] : [],
  )

const minuteMs = 60_000
/** Between two batches of the slow look. */
const tickMs = 15 * minuteMs

for (const on of ['a', 'b'] as const)
  t.test(
    `SYN-05: recordings lost on ${on} are found, told and fetched from the peer`,
    async (t) => {
      const made = pairWithRecordings(10)
      const { world, stores, names } = made
      const { blobs } = world.host(on)
      const [gone = '', cut = '', spoiled = ''] = names
      blobs.delete(gone)
      blobs.set(cut, 5)
      blobs.spoil(spoiled)
      world.runFor(tickMs + 2_000)
      t.same(lostOn(made, on), [[1, 2]])
      world.runFor(minuteMs)
      t.equal(stores[on].totals().blobsMissing, 0)
      for (const name of names) t.ok(blobs.holds({ name, sizeBytes: 100_000 }), name)
      world.runFor(30 * tickMs)
      t.equal(lostOn(made, on).length, 1, 'it is told once')
    },
  )

t.test(
  'SYN-05: what happened to the disk while the appliance was off is seen at its start',
  async (t) => {
    const made = pairWithRecordings(600)
    const { world, names } = made
    world.crash('a')
    for (const name of names.slice(-2)) world.host('a').blobs.delete(name)
    world.cutPath('a', 'b')
    world.restart('a')
    world.runFor(10)
    t.same(lostOn(made, 'a'), [[2, 0]], 'before any tick, beyond the first batch')
    t.equal(world.status('a').sync.blobsMissing, 2, 'the status counts them until they are back')
    world.healPath('a', 'b')
    world.runFor(10 * minuteMs)
    t.equal(world.status('a').sync.blobsMissing, 0)
  },
)

t.test(
  'SYN-05: a damaged recording that the peer asks for is not given, and is missing',
  async (t) => {
    const made = establishedWorld()
    const { world, stores } = made
    loadSessions(world, 'a', 3, 'recorded', 3)
    const [spoiled = ''] = [...world.host('a').blobs.keys()].sort()
    world.host('a').blobs.spoil(spoiled)
    must(world.invokeAndRun('b', 'sync-now'))
    world.runFor(1_000)
    t.match(
      world.events.findLast((e) => e.name === 'sync-failed'),
      { source: 'b', reason: /does not hold the recording/ },
    )
    t.same(lostOn(made, 'a'), [[0, 1]])
    t.notOk(world.host('b').blobs.has(spoiled))
    t.equal(world.host('b').blobs.size, 2, 'the others have come')
    t.same([stores.a.totals().blobsMissing, stores.b.totals().blobsMissing], [1, 1])
    world.runFor(30 * minuteMs)
    const alerts = world.events.filter((e) => e.name === 'alert' && e.code === 'recordings-missing')
    t.equal(alerts.length, 1, 'that nobody has it is told once')
  },
)

t.test(
  'SYN-05: a step looks at a bounded number of recordings and bytes, and comes to all',
  async (t) => {
    const made = pairWithRecordings(1_500)
    const { world, names } = made
    const last = names.at(-1) ?? ''
    world.host('b').blobs.spoil(last)
    world.runFor(2 * tickMs)
    t.same(lostOn(made, 'b'), [], 'not in the first steps')
    world.runFor(40 * tickMs)
    t.same(lostOn(made, 'b'), [[0, 1]])
  },
)
