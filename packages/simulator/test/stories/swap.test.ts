import type { Outcome } from '@understudy/shared'
import t, { type Test } from 'tap'
import type { World } from '../../src/index.ts'
import { momentsOfTwoPrimaries } from '../support/roles.ts'
import {
  codeOf,
  establishedWorld,
  loadSessions,
  lsidsOf,
  must,
  type PairName,
} from '../support/small-world.ts'

const swaps = [
  ['b', 'become-primary'],
  ['a', 'become-backup'],
] as const

const rolesOf = (world: World) => `${world.status('a').role}/${world.status('b').role}`

t.test(
  'FO-10: the roles are exchanged from either side, and the shared address goes along',
  async (t) => {
    for (const [on, operation] of swaps) {
      const { world } = establishedWorld()
      must(world.invokeAndRun(on, operation))
      world.runFor(100)
      t.equal(rolesOf(world), 'backup/primary')
      t.equal(world.status('a').epoch, world.status('b').epoch, 'both know the new epoch')
      t.match(
        world.events.findLast((e) => e.name === 'traffic-owner'),
        { owner: 'b', others: [] },
      )
      t.strictSame(momentsOfTwoPrimaries(world.events), [])
    }
  },
)

t.test(
  'FO-10: asked on both at once it is one swap, and both operators are answered',
  async (t) => {
    for (const syncFirst of [false, true]) {
      const { world } = establishedWorld({ network: { latencyMs: 10 } })
      const answers: string[] = []
      const note = (outcome: Outcome<unknown>) => answers.push(codeOf(outcome))
      world.invoke('b', 'become-primary', {}, note)
      world.runFor(4)
      world.invoke('a', 'become-backup', { syncFirst }, note)
      world.runFor(10_000)
      t.strictSame(answers, ['ok', 'ok'])
      t.equal(rolesOf(world), 'backup/primary')
    }
  },
)

t.test('FO-10: with a sync first, the new primary holds all that the old one had', async (t) => {
  const { world, stores } = establishedWorld()
  loadSessions(world, 'a', 300, 'before the swap', 20)
  must(world.invokeAndRun('b', 'become-primary', { syncFirst: true }))
  world.runFor(100)
  t.equal(rolesOf(world), 'backup/primary')
  t.strictSame(lsidsOf(stores.b), lsidsOf(stores.a))
  t.equal(world.status('b').sync.blobsMissing, 0)
})

t.test(
  'FO-10: an unreachable peer cancels a swap, unless the primary is forced down',
  async (t) => {
    for (const [on, operation] of swaps) {
      const { world } = establishedWorld()
      world.cutPath('a', 'b')
      world.runFor(120_000)
      const code = on === 'a' ? 'link-down' : 'failover-needs-force'
      t.equal(codeOf(world.invokeAndRun(on, operation)), code)
      t.equal(rolesOf(world), 'primary/backup')
    }
    const { world } = establishedWorld()
    world.cutPath('a', 'b')
    world.runFor(120_000)
    must(world.invokeAndRun('a', 'become-backup', { force: true }))
    t.equal(rolesOf(world), 'backup/backup')
    world.healPath('a', 'b')
    world.runFor(120_000)
    must(world.invokeAndRun('b', 'become-primary'))
    world.runFor(100)
    t.equal(rolesOf(world), 'backup/primary')
  },
)

t.test(
  'FO-10: a swap in the middle of a sync ends that sync, and the next one finishes',
  async (t) => {
    const { world, stores } = establishedWorld({ network: { latencyMs: 10 } })
    loadSessions(world, 'a', 3_000, 'long sync')
    must(world.invokeAndRun('b', 'sync-now'))
    world.runFor(50)
    must(world.invokeAndRun('a', 'become-backup'))
    t.match(
      world.events.filter((e) => e.name === 'sync-failed'),
      [{ source: 'b' }],
    )
    goOn(t, world, 'after a swap in the middle of a sync')
    t.strictSame(lsidsOf(stores.b), lsidsOf(stores.a))
  },
)

t.test(
  'FO-10: a sync first that finds one under way still takes the sessions that the swap has cut',
  async (t) => {
    const { world, stores } = establishedWorld({
      clients: { representatives: 3, sessionEveryMs: 5_000, sessionLengthMs: 600_000 },
    })
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(30_000)
    must(world.invokeAndRun('b', 'set-backup-settings', { kilobytesPerSecond: 50 }))
    loadSessions(world, 'a', 10, 'recordings that take a while', 10)
    must(world.invokeAndRun('b', 'sync-now'))
    world.runFor(10_000)
    t.equal(world.status('b').sync.state, 'running')
    const before = world.status('a').sessions
    t.ok(before.active > 0)
    must(world.invokeAndRun('a', 'become-backup', { syncFirst: true }))
    const held = new Set(lsidsOf(stores.b))
    t.equal(lsidsOf(stores.a).length, before.stored + before.active, 'all were cut and recorded')
    t.strictSame(
      lsidsOf(stores.a).filter((lsid) => !held.has(lsid)),
      [],
    )
  },
)

t.test('FO-10: a cable pulled in the middle of a swap leaves no two primaries', async (t) => {
  for (const [on, operation] of swaps)
    for (let step = 1; step < 20; step++) {
      const { world } = establishedWorld({ network: { latencyMs: 5 } })
      world.invoke(on, operation)
      world.runFor(step)
      world.cutPath('a', 'b')
      world.runFor(300_000)
      world.healPath('a', 'b')
      world.runFor(120_000)
      goOn(t, world, `${operation}, cut after ${step} ms`)
    }
})

t.test('FO-10: a crash of either at any step of a swap leaves a state to go on from', async (t) => {
  let between = 0
  for (const [on, operation] of swaps)
    for (const victim of ['a', 'b'] as const)
      for (let steps = 0; steps < 40; steps++) {
        const { world } = establishedWorld()
        if (crashAfter(world, on, operation, victim, steps) === 'backup/backup') between += 1
        goOn(t, world, `${operation}, ${victim} crashed after ${steps} steps`)
      }
  t.ok(between > 0, 'some crashes came between the two halves')
})

/** An update of Base on A inside the relationship: the packages differ from then on. */
function differentPackages(): World {
  const { world } = establishedWorld()
  must(world.invokeAndRun('a', 'install-update', { package: 'Base 3.3.2', acceptEula: true }))
  world.runFor(3_600_000)
  t.match(world.status('a').relationship, { link: 'up', peerPackage: 'different' })
  return world
}

t.test(
  'FO-05: with different packages an exchange needs force, with a sync first it is refused, and the site goes on',
  async (t) => {
    for (const [on, operation] of swaps) {
      const world = differentPackages()
      const answer = world.invokeAndRun(on, operation, { syncFirst: true })
      t.equal(codeOf(answer), 'different-package')
      t.equal(codeOf(world.invokeAndRun(on, operation)), 'exchange-needs-force')
      t.equal(world.host('a').portal().status, 200, 'the primary goes on serving')
      must(world.invokeAndRun(on, operation, { force: true }))
      world.runFor(1_000)
      t.equal(rolesOf(world), 'backup/primary')
      t.equal(codeOf(world.invokeAndRun('b', 'sync-now')), 'different-package')
    }
  },
)

/** Crashes the victim after so many steps of the swap, restarts it, and answers the roles then. */
function crashAfter(
  world: World,
  on: PairName,
  operation: (typeof swaps)[number][1],
  victim: PairName,
  steps: number,
): string {
  world.invoke(on, operation)
  const until = world.scheduler.steps + steps
  const bounds = { untilMs: world.nowMs + 1_000, stepsMax: 1_000 }
  world.scheduler.runUntil(() => world.scheduler.steps >= until, bounds)
  world.crash(victim)
  world.runFor(5_000)
  world.restart(victim)
  world.runFor(180_000)
  return rolesOf(world)
}

/** Never two primaries; and an operator who looks at the pages gets to B as the one primary. */
function goOn(t: Test, world: World, when: string) {
  if (rolesOf(world) !== 'backup/primary') must(world.invokeAndRun('b', 'become-primary'))
  world.runFor(1_000)
  t.equal(rolesOf(world), 'backup/primary', when)
  t.strictSame(momentsOfTwoPrimaries(world.events), [], when)
  t.equal(world.status('a').state, 'backup', when)
  t.equal(world.status('b').state, 'serving', when)
  must(world.invokeAndRun('b', 'sync-now'))
  const synced = world.runUntilEvent((e) => e.name === 'sync-finished', 60_000)
  t.match(synced, { source: 'a', digestsAgree: true }, when)
}
