import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import { MemoryStore } from '@understudy/memory-store'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { acknowledgedSessions } from '../../src/checkers/acknowledged-sessions.ts'
import { backupsServeNobody } from '../../src/checkers/backups-serve-nobody.ts'
import { type Checker, rowsOf, type Scene } from '../../src/checkers/checker.ts'
import { epochsOnlyGrow } from '../../src/checkers/epochs-only-grow.ts'
import { lossWithinLag } from '../../src/checkers/loss-within-lag.ts'
import { noVoteAfterBreak } from '../../src/checkers/no-vote-after-break.ts'
import { olderEpochsAreRefused } from '../../src/checkers/older-epochs-are-refused.ts'
import { oneOwner } from '../../src/checkers/one-owner.ts'
import { onePrimaryPerEpoch } from '../../src/checkers/one-primary-per-epoch.ts'
import { plainLab, playSchedule, type Schedule } from '../../src/index.ts'
import { preparedScene, write } from '../support/scene.ts'

/** What the law finds in these events, a step after each. */
function foundIn(checker: Checker, scene: Scene, events: readonly LabEvent[]): readonly string[] {
  const found: string[] = []
  const watch = checker.watch(scene, (message) => void found.push(message))
  for (const event of events) {
    watch.onEvent?.(event)
    watch.onStep?.()
  }
  return found
}

const role = (
  source: string,
  to: 'primary' | 'backup',
  epoch: number,
): Extract<LabEvent, { name: 'role-changed' }> => ({
  name: 'role-changed',
  from: 'none',
  to,
  epoch,
  reason: 'a test',
  source,
  atMs: 0,
})

t.test(
  'CHA-03: two primaries of one epoch are found, two of different epochs are not',
  async (t) => {
    const scene = preparedScene()
    const one = [role('a', 'primary', 1), role('b', 'primary', 2)]
    t.same(foundIn(onePrimaryPerEpoch, scene, one), [])
    t.match(foundIn(onePrimaryPerEpoch, scene, [...one, role('b', 'primary', 1)]), [/epoch 1/])
  },
)

t.test('CHA-03: an epoch that goes back is found, told or stored', async (t) => {
  const scene = preparedScene()
  t.same(foundIn(epochsOnlyGrow, scene, [role('a', 'primary', 1), role('a', 'backup', 2)]), [])
  t.match(foundIn(epochsOnlyGrow, scene, [role('a', 'primary', 2), role('a', 'backup', 2)]), [
    /epoch 2 after 2/,
  ])
  const found: string[] = []
  const watch = epochsOnlyGrow.watch(scene, (message) => void found.push(message))
  watch.onStep?.()
  const state = JSON.parse(scene.stores.a.values.get('state') ?? '{}')
  write(scene.stores.a, (store) =>
    store.values.put('state', JSON.stringify({ ...state, epoch: state.epoch - 1 })),
  )
  watch.onStep?.()
  t.match(found, [/a stored epoch/])
})

t.test(
  'CHA-03: an end that an older epoch has brought is found, also when that box was reset since; one of its own epoch is not',
  async (t) => {
    const scene = preparedScene()
    const broken = (source: string, reason: 'operator' | 'peer'): LabEvent => ({
      name: 'relationship-broken',
      relationship: 'one',
      reason,
      peerTold: true,
      source,
      atMs: 0,
    })
    /** B breaks it at that epoch, is reset, and A hears of it only then. */
    const found = (epoch: number): readonly string[] => {
      const messages: string[] = []
      const watch = olderEpochsAreRefused.watch(scene, (message) => void messages.push(message))
      const events = [role('a', 'primary', 2), role('b', 'backup', epoch), broken('b', 'operator')]
      for (const event of events) watch.onEvent?.(event)
      watch.onDestroyed?.('b')
      watch.onEvent?.(role('b', 'backup', 0))
      watch.onEvent?.(role('a', 'primary', 3))
      watch.onEvent?.(broken('a', 'peer'))
      return messages
    }
    t.same(found(2), [])
    t.match(found(1), [/a at epoch 2 has ended the relationship for b at 1/])
  },
)

t.test('CHA-03: a session that a backup completes is found', async (t) => {
  const recorded: LabEvent = {
    name: 'session-recorded',
    lsid: 'x',
    externalKey: 'y',
    outcome: 'completed',
    recordingBytes: 0,
    source: 'b',
    atMs: 0,
  }
  const scene = preparedScene()
  t.same(foundIn(backupsServeNobody, scene, [role('b', 'primary', 1), recorded]), [])
  t.match(foundIn(backupsServeNobody, scene, [role('b', 'backup', 1), recorded]), [/as backup/])
})

t.test('CHA-03: two owners of the address are found where they do not show it', async (t) => {
  const scene = preparedScene()
  const { world } = scene.stage
  const owner = (): LabEvent => ({
    name: 'traffic-owner',
    address: '192.0.2.100',
    owner: 'a',
    others: ['b'],
    source: 'network',
    atMs: world.nowMs,
  })
  const shown = (source: string): LabEvent => ({
    name: 'address-conflict',
    address: '192.0.2.100',
    others: [],
    source,
    atMs: world.nowMs,
  })
  const foundAfter = (events: readonly LabEvent[]): readonly string[] => {
    const found: string[] = []
    const watch = oneOwner.watch(scene, (message) => void found.push(message))
    watch.onStep?.()
    for (const event of events) watch.onEvent?.(event)
    world.runFor(10_000)
    watch.onStep?.()
    return found
  }
  t.same(foundAfter([owner(), shown('a'), shown('b')]), [])
  t.match(foundAfter([owner(), shown('a')]), [/b does not show it/])
})

t.test('CHA-06: what a dead process had acknowledged and its disk lacks is found', async (t) => {
  const scene = preparedScene()
  scene.stage.world.runFor(30_000)
  const stage = new Proxy(scene.stage, {
    get: (target, name) => (name === 'readsDisksAtOnce' ? false : Reflect.get(target, name)),
  })
  const found: string[] = []
  const watch = acknowledgedSessions.watch(
    { ...scene, stage },
    (message) => void found.push(message),
  )
  const [held] = rowsOf(scene.stores.a)
  const acknowledged = (lsid: string, externalKey: string): LabEvent => ({
    name: 'session-acknowledged',
    client: 'rep-1',
    appliance: 'a',
    lsid,
    externalKey,
    source: 'clients',
    atMs: 0,
  })
  watch.onEvent?.(acknowledged(held?.lsid ?? '', held?.externalKey ?? ''))
  watch.onDisk?.('a')
  t.same(found, [], 'it is there')
  watch.onEvent?.(acknowledged('nowhere', 'key'))
  t.same(found, [], 'nobody has read the disk yet')
  watch.onDisk?.('b')
  t.same(found, [], 'it was not b that said so')
  watch.onDisk?.('a')
  t.match(found, [/a acknowledged a session that is not on its disk/])
})

t.test(
  'SYN-07: what goes with a destroyed disk was acknowledged since the last sync, or it is found',
  async (t) => {
    const scene = preparedScene()
    const { world } = scene.stage
    world.runFor(30_000)
    const notes: string[] = []
    const found: (readonly string[])[] = []
    const watch = lossWithinLag.watch(
      { ...scene, note: (text) => void notes.push(text) },
      (_message, records = []) => void found.push(records),
    )
    const rows = rowsOf(scene.stores.a)
    const [one, other] = rows.slice(-2)
    t.ok(one !== undefined && other !== undefined, 'two sessions are stored')
    if (one === undefined || other === undefined) return
    write(scene.stores.b, (store) => {
      for (const { origin, legacy } of rows) store.sessions.removeAfter(origin, legacy, 0, 1_000)
    })
    const acknowledged = ({ lsid, externalKey }: typeof one, atMs: number): LabEvent => ({
      name: 'session-acknowledged',
      client: 'c',
      appliance: 'a',
      lsid,
      externalKey,
      source: 'clients',
      atMs,
    })
    const synced: LabEvent = {
      name: 'sync-finished',
      trigger: 'interval',
      recordsReceived: 0,
      recordsSent: 0,
      bytesReceived: 0,
      blobsReceived: 0,
      digestsAgree: true,
      durationMs: 1_000,
      source: 'b',
      atMs: world.nowMs - 5_000,
    }
    watch.onEvent?.(acknowledged(one, world.nowMs - 5_500))
    watch.onEvent?.(synced)
    watch.onDestroyed?.('a')
    t.same(found, [], 'it was acknowledged while the sync ran')
    t.same([...scene.gone], [`${one.lsid}/${one.externalKey}`])
    t.match(notes, [
      /a is destroyed, 1 of the acknowledged sessions with it; b last synced 6\.0 s ago/,
    ])

    watch.onEvent?.(acknowledged(other, world.nowMs - 7_000))
    watch.onDestroyed?.('a')
    t.same(found, [[`${other.lsid}/${other.externalKey}`]], 'it was acknowledged before')
  },
)

t.test('NET-12: a primary that keeps a dead link to the witness is found', async (t) => {
  const schedule: Schedule = {
    seed: '1',
    mode: 'safe',
    lab: { ...plainLab, promotion: 'witness', primaryTimeoutMs: 2_000, safetyMs: 15_000 },
    faults: [{ atMs: 5_000, fault: 'witness-loses-power', with: { forMs: 1_000 } }],
  }
  t.match(lawsBrokenBy(schedule, 'keeps-a-dead-witness'), ['witness-is-dialed-anew'])
  t.same(lawsBrokenBy(schedule), [])
})

t.test('FO-09: a vote in a relationship that its primary has broken is found', async (t) => {
  const scene = preparedScene()
  const atMs = scene.stage.nowMs + 60_000
  const broken = {
    name: 'relationship-broken',
    relationship: 'r',
    reason: 'operator',
    peerTold: false,
    source: 'a',
    atMs,
  } as const
  const left = (from: 'primary' | 'backup') =>
    ({
      name: 'role-changed',
      from,
      to: 'none',
      epoch: 2,
      reason: 'the relationship was broken',
      source: 'a',
      atMs,
    }) as const
  const voted = (afterMs: number) =>
    ({
      name: 'automatic-failover',
      peer: 'a',
      silentMs: 10_000,
      proof: 'the witness has voted for epoch 2',
      records: 0,
      bytes: 0,
      sinceSyncMs: null,
      sinceCheckMs: null,
      source: 'b',
      atMs: atMs + afterMs,
    }) as const
  const restarted = { name: 'witness-started', hostname: 'w', votes: 0, source: 'witness' } as const
  const found = (...events: readonly LabEvent[]) => foundIn(noVoteAfterBreak, scene, events)
  t.match(found(left('primary'), broken, voted(5_000)), [/that a had broken/])
  t.same(found(left('backup'), broken, voted(5_000)), [], 'a backup tells no witness')
  t.same(found(left('primary'), broken, voted(500)), [])
  const before = { ...restarted, atMs: atMs - 5_000 }
  t.same(found(before, left('primary'), broken, voted(5_000)), [])
})

t.test('FO-15: a stop shorter than half of the timeout is no reason to watch anew', async (t) => {
  const stopped = (forMs: number): Schedule => ({
    seed: '58',
    mode: 'safe',
    lab: { ...plainLab, promotion: 'test-addresses', primaryTimeoutMs: 30_000, safetyMs: 45_000 },
    faults: [
      { atMs: 0, fault: 'cut', with: { from: 'a', to: 'b', oneWay: false, forMs: 45_000 } },
      { atMs: 15_000, fault: 'pause', with: { on: 'b', forMs } },
    ],
  })
  t.same(lawsBrokenBy(stopped(10_000)), [])
  t.same(lawsBrokenBy(stopped(20_000)), [])
  const blames = 'blames-the-primary-for-its-own-absence'
  t.match(lawsBrokenBy(stopped(20_000), blames), ['patient-failover'])
})

function lawsBrokenBy(schedule: Schedule, planted?: string): readonly string[] {
  const defect = plantedDefects.find(({ name }) => name === planted)
  const decisions = defect && decisionsWith(defect)
  const { findings } = playSchedule(schedule, { openStore: () => new MemoryStore(), decisions })
  return findings.map(({ law }) => law)
}

t.test(
  'CHA-03: stalls that follow each other are no long stop, and end with the healing',
  async (t) => {
    const stutter = { on: 'a' as const, stopMs: 2_500, everyMs: 3_000, forMs: 60_000 }
    const schedule: Schedule = {
      seed: '1',
      mode: 'safe',
      lab: { ...plainLab, promotion: 'witness', primaryTimeoutMs: 10_000, safetyMs: 30_000 },
      faults: [{ atMs: 0, fault: 'stutter', with: stutter }],
    }
    const { findings, trace } = playSchedule(schedule, { openStore: () => new MemoryStore() })
    t.same(findings, [])
    const healed = trace.findIndex((line) => line.includes('heals everything'))
    const stalls = (lines: readonly string[]) =>
      lines.filter((line) => line.includes('fault-began'))
    t.equal(stalls(trace.slice(0, healed)).length, 11)
    t.same(stalls(trace.slice(healed)), [])
  },
)

t.test(
  'CHA-03: a box that other work keeps busy is not at work, though nothing waits yet',
  async (t) => {
    const { stage } = preparedScene()
    t.equal(stage.isAtWork('b'), true)
    stage.world.host('b').admit(5_000_000)
    t.equal(stage.isAtWork('b'), false)
  },
)
