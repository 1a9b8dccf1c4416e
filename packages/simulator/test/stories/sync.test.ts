import type { Store } from '@understudy/appliance-core'
import { limits } from '@understudy/shared'
import t, { type Test } from 'tap'
import { VirtualLinks } from '../../src/fabric/links.ts'
import type { World } from '../../src/index.ts'
import {
  codeOf,
  establishedWorld,
  establishInput,
  loadSessions,
  lsidsOf,
  must,
  type SmallWorld,
  syncNow,
} from '../support/small-world.ts'

const settingsOf = (store: Store) =>
  Object.fromEntries(store.settings.all().map(({ key, value }) => [key, value]))

function set(world: World, on: 'a' | 'b', settings: Record<string, string>): void {
  for (const [key, value] of Object.entries(settings))
    must(world.invokeAndRun(on, 'set-setting', { key, value }))
}

/** Apart: both standalone, in step until now. */
function apart({ world }: SmallWorld): void {
  syncNow(world, 'b')
  must(world.invokeAndRun('b', 'break-relationship'))
  world.runFor(1_000)
}

function together({ world }: SmallWorld, primary: 'a' | 'b'): void {
  const input = { ...establishInput(primary), force: true }
  must(world.invokeAndRun(primary, 'establish-relationship', input))
  syncNow(world, primary === 'a' ? 'b' : 'a')
}

t.test(
  "SYN-02: the primary's settings overwrite the backup's, whose own changes are listed as lost",
  async (t) => {
    const made = establishedWorld()
    const { world, stores } = made
    set(world, 'a', { shared: '1', removed: '1', 'only-a': '1' })
    apart(made)
    t.strictSame(settingsOf(stores.b), { shared: '1', removed: '1', 'only-a': '1' })
    set(world, 'a', { shared: 'of A', same: 'agreed' })
    set(world, 'b', { shared: 'of B', 'only-b': '1', same: 'agreed' })
    together(made, 'b')
    t.strictSame(settingsOf(stores.a), settingsOf(stores.b))
    t.match(settingsOf(stores.a), { shared: 'of B', 'only-b': '1', 'only-a': '1' })
    t.match(
      world.events.filter((e) => e.name === 'settings-lost'),
      [{ source: 'a', keys: ['shared'] }],
    )
  },
)

t.test(
  'SYN-03: sessions recorded apart from 10.6 on are merged: the union, nothing lost or twice',
  async (t) => {
    const made = establishedWorld()
    const { world, stores } = made
    loadSessions(world, 'a', 40, 'common', 5)
    apart(made)
    loadSessions(world, 'a', 30, 'of a alone', 4)
    loadSessions(world, 'b', 20, 'of b alone', 3)
    const union = [...new Set([...lsidsOf(stores.a), ...lsidsOf(stores.b)])].sort()
    together(made, 'b')
    t.equal(union.length, 90)
    t.strictSame(lsidsOf(stores.a), union)
    t.strictSame(lsidsOf(stores.b), union)
    t.strictSame(
      [...world.host('a').blobs.keys()].sort(),
      [...world.host('b').blobs.keys()].sort(),
      'both hold all recordings',
    )
    t.equal(world.host('a').blobs.size, 12)
    t.match(
      world.events.findLast((e) => e.name === 'sessions-merged'),
      { received: 20, sent: 30 },
    )
  },
)

t.test(
  'SYN-04: sessions recorded apart before 10.6 are replaced, counted and listed by LSID',
  async (t) => {
    const software = { base: '3.2.4', site: '10.5.2' }
    const made = establishedWorld({ software: { a: software, b: software } })
    const { world, stores } = made
    loadSessions(world, 'a', 20, 'common')
    apart(made)
    const common = lsidsOf(stores.a)
    loadSessions(world, 'a', 7, 'the gap')
    const gap = lsidsOf(stores.a).filter((lsid) => !common.includes(lsid))
    loadSessions(world, 'b', 3, 'after the swing')
    together(made, 'b')
    const discarded = world.events.filter((e) => e.name === 'sessions-discarded')
    t.match(discarded, [{ source: 'a', count: 7 }])
    t.strictSame([...(discarded[0]?.lsids ?? [])].sort(), gap)
    t.strictSame(lsidsOf(stores.a), lsidsOf(stores.b))
    t.equal(stores.b.totals().sessions, 23)
  },
)

/** Counts what A sends on links: bytes of records. Answers and forgets what came since it was last asked. */
function countSent(t: Test): () => number {
  const { send } = VirtualLinks.prototype
  let bytes = 0
  VirtualLinks.prototype.send = function (host, id, message) {
    if (host.name === 'a' && message.type === 'rows')
      for (const row of message.rows) bytes += row[6].length
    send.call(this, host, id, message)
  }
  t.teardown(() => {
    VirtualLinks.prototype.send = send
  })
  return () => {
    const counted = bytes
    bytes = 0
    return counted
  }
}

function storedBytes(store: Store): number {
  return store.sessions.page(0, 100_000).reduce((sum, { row }) => sum + row.body.length, 0)
}

t.test('SYN-05: a cable pulled in the middle of a sync resumes where it was', async (t) => {
  const sent = countSent(t)
  for (const [cutAfterMs, cutForMs] of [
    [45, 5_000],
    [55, 120_000],
    [60, 30_000],
    [65, 1_800_000],
  ] as const) {
    const { world, stores } = establishedWorld({ network: { latencyMs: 10 } })
    loadSessions(world, 'a', 5_000, 'much')
    must(world.invokeAndRun('b', 'sync-now'))
    world.runFor(cutAfterMs)
    world.cutPath('a', 'b')
    const stored = stores.b.totals().sessions
    t.ok(stored > 0 && stored < 5_000, `${stored} sessions had come before the cut`)
    world.runFor(cutForMs)
    t.equal(stores.b.totals().sessions, stored, 'nothing passes a pulled cable')
    world.healPath('a', 'b')
    const finished = world.runUntilEvent((e) => e.name === 'sync-finished', 600_000)
    t.match(finished, { digestsAgree: true }, `${cutAfterMs} ms, ${cutForMs} ms`)
    t.strictSame(lsidsOf(stores.b), lsidsOf(stores.a))
    const again = sent() - storedBytes(stores.a)
    t.ok(again <= limits.batchBytes, `${again} bytes were sent again`)
  }
})

t.test('SYN-05: a crash of either side in the middle of a sync resumes where it was', async (t) => {
  const sent = countSent(t)
  for (const victim of ['a', 'b'] as const) {
    const { world, stores } = establishedWorld({ network: { latencyMs: 10 } })
    loadSessions(world, 'a', 5_000, 'much', 300)
    must(world.invokeAndRun('b', 'sync-now'))
    world.runFor(60)
    const stored = stores.b.totals().sessions
    world.crash(victim)
    world.runFor(5_000)
    t.equal(stores.b.totals().sessions, stored)
    world.restart(victim)
    t.match(
      world.runUntilEvent((e) => e.name === 'sync-finished', 600_000),
      { digestsAgree: true },
      `${victim} crashed`,
    )
    t.strictSame(lsidsOf(stores.b), lsidsOf(stores.a))
    t.equal(world.host('b').blobs.size, 300)
    const again = sent() - storedBytes(stores.a)
    t.ok(again <= limits.batchBytes, `${again} bytes were sent again`)
  }
})

t.test(
  'SYN-05: a cable pulled while recordings are fetched keeps those that have come',
  async (t) => {
    const { world, stores } = establishedWorld()
    loadSessions(world, 'a', 500, 'recorded', 500)
    must(world.invokeAndRun('b', 'sync-now'))
    const { blobs } = world.host('b')
    world.scheduler.runUntil(() => blobs.size > 100, {
      untilMs: world.nowMs + 60_000,
      stepsMax: 1e6,
    })
    world.cutPath('a', 'b')
    const came = blobs.size
    world.runFor(120_000)
    t.equal(blobs.size, came)
    t.ok(came < 500)
    world.healPath('a', 'b')
    t.match(
      world.runUntilEvent((e) => e.name === 'sync-finished', 600_000),
      { digestsAgree: true, recordsReceived: 0 },
    )
    t.equal(blobs.size, 500)
    t.equal(stores.b.totals().blobsMissing, 0)
  },
)

t.test('SYN-07: what a backup would lose is known, and gone after a sync', async (t) => {
  const { world } = establishedWorld()
  syncNow(world, 'b')
  loadSessions(world, 'a', 50, 'new')
  t.match(world.status('a').exposure, { records: 50 })
  syncNow(world, 'a')
  world.runFor(1_000)
  t.match(world.status('a').exposure, { records: 0, bytes: 0, sinceSyncMs: 1_001 })
})

t.test('SYN-02: settings are bounded in size, so that a sync can always send them', async (t) => {
  const { world } = establishedWorld()
  const value = 'x'.repeat(65_000)
  const codes = Array.from({ length: 20 }, (_, i) =>
    codeOf(world.invokeAndRun('a', 'set-setting', { key: `key-${i}`, value })),
  )
  t.equal(codes[0], 'ok')
  t.equal(codes.at(-1), 'too-large')
  t.equal(
    codeOf(world.invokeAndRun('a', 'set-setting', { key: 'key-0', value })),
    'ok',
    'the same again',
  )
  syncNow(world, 'b')
  t.equal(world.status('b').settings, codes.filter((code) => code === 'ok').length)
})

t.test('SYN-05: the bandwidth limit limits, records and recordings alike', async (t) => {
  const { world } = establishedWorld()
  syncNow(world, 'b')
  loadSessions(world, 'a', 2_000, 'many', 20)
  const syncedIn = () => {
    const startedAtMs = world.nowMs
    syncNow(world, 'b')
    const end = world.events.findLast((e) => e.name === 'sync-finished')
    const bytes = end?.name === 'sync-finished' ? end.bytesReceived : 0
    return { bytes, seconds: (world.nowMs - startedAtMs) / 1_000 }
  }
  must(world.invokeAndRun('b', 'set-backup-settings', { kilobytesPerSecond: 100 }))
  const { bytes, seconds } = syncedIn()
  t.ok(bytes > 3_000_000, `${bytes} bytes`)
  t.ok(bytes / seconds < 110_000, `${(bytes / seconds).toFixed(0)} bytes a second`)
  t.ok(bytes / seconds > 70_000, 'and it is used')
  must(world.invokeAndRun('b', 'set-backup-settings', { kilobytesPerSecond: null }))
  loadSessions(world, 'a', 2_000, 'more', 20)
  t.ok(syncedIn().seconds < 5, 'without it nothing is held back')
})
