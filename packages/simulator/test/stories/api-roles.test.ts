import { type ApiAnswer, roleTexts } from '@understudy/appliance-api'
import t, { type Test } from 'tap'
import type { World } from '../../src/index.ts'
import { apiClient } from '../support/api-client.ts'
import { momentsOfTwoPrimaries } from '../support/roles.ts'
import {
  establishedWorld,
  loadSessions,
  must,
  type PairName,
  type SmallWorld,
} from '../support/small-world.ts'

const textOf = (answer: ApiAnswer | undefined): string =>
  answer?.kind === 'document' ? [...answer.parts].join('') : ''

/** What `set_failover_role` answered, and the role of that box at the very moment. */
interface Said {
  readonly on: PairName
  readonly wanted: string
  readonly text: string
  readonly roleThen: string | undefined
}

/** Asks a box for that role; its answer is added to `said` when it comes. */
function ask(world: World, on: PairName, query: string, said: Said[]): void {
  const wanted = /role=(\w+)/.exec(query)?.[1] ?? ''
  const onAnswer = (answer: ApiAnswer | undefined): void => {
    const text = />([^<]*)<[/](?:success|error)>/.exec(textOf(answer))?.[1] ?? 'nobody answers'
    said.push({ on, wanted, text, roleThen: world.host(on).reading()?.status.role })
  }
  world.askApi(
    on,
    'command',
    `action=set_failover_role&${query}`,
    onAnswer,
    apiClient(world, ['use-command-api']),
  )
}

const software = { base: '4.2.1', site: '15.1.1' }

/** Two boxes in a relationship that both know the program that asks. */
function pair(): SmallWorld {
  const made = establishedWorld({
    software: { a: software, b: software },
    network: { latencyMs: 10 },
  })
  apiClient(made.world, ['use-command-api'])
  return made
}

const rolesOf = (world: World) => `${world.status('a').role}/${world.status('b').role}`

/** Every answer was true when it came, and no epoch had two primaries. */
function expectTruth(t: Test, world: World, said: readonly Said[], what: string): void {
  for (const { on, wanted, text, roleThen } of said) {
    if (text === roleTexts.changed) t.equal(roleThen, wanted, `${what}: ${on} has the role it says`)
    t.not(text, '', `${what}: ${on} says something`)
  }
  const primaryIn = new Map<number, string>()
  for (const event of world.events) {
    if (event.name !== 'role-changed' || event.to !== 'primary') continue
    t.equal(primaryIn.get(event.epoch) ?? event.source, event.source, `${what}: ${event.epoch}`)
    primaryIn.set(event.epoch, event.source)
  }
}

t.test('FO-10: the API exchanges roles, from either side, and says so when it is done', (t) => {
  for (const [on, query] of [
    ['b', 'role=primary'],
    ['a', 'role=backup'],
  ] as const) {
    const { world } = pair()
    const said: Said[] = []
    ask(world, on, query, said)
    world.runFor(10_000)
    t.match(said, [{ text: roleTexts.changed }])
    t.equal(rolesOf(world), 'backup/primary')
    ask(world, on, query, said)
    world.runFor(10_000)
    t.match(said[1], { text: roleTexts.changed }, 'repeated, nothing happens')
    t.equal(rolesOf(world), 'backup/primary')
    expectTruth(t, world, said, query)
  }
  t.end()
})

t.test(
  'FO-10: with data_sync_first it answers as the sync begins, and changes roles after it',
  (t) => {
    for (const [on, query] of [
      ['b', 'role=primary&data_sync_first=1'],
      ['a', 'role=backup&data_sync_first=1'],
    ] as const) {
      const { world, stores } = pair()
      loadSessions(world, 'a', 300, 'before the swap')
      const said: Said[] = []
      ask(world, on, query, said)
      world.runUntilEvent((event) => event.name === 'sync-started', 60_000)
      world.runFor(25)
      t.match(said, [{ text: roleTexts.syncing }], query)
      t.equal(rolesOf(world), 'primary/backup')
      ask(world, on, query, said)
      ask(world, on, on === 'a' ? 'role=primary' : 'role=backup', said)
      world.runFor(1)
      const busy = { text: /is exchanging roles with its peer/ }
      t.match(said.slice(1), [busy, busy], 'the role that it is about to lose is not "set" either')
      world.runFor(60_000)
      t.equal(rolesOf(world), 'backup/primary')
      t.equal(stores.b.totals().sessions, 300)
      expectTruth(t, world, said, query)
    }
    t.end()
  },
)

t.test('FO-10: a backup whose primary is dead takes over by the API, without force', (t) => {
  const { world } = pair()
  world.host('a').crash()
  world.runFor(120_000)
  const said: Said[] = []
  ask(world, 'b', 'role=primary&data_sync_first=1', said)
  ask(world, 'b', 'role=primary', said)
  world.runFor(10_000)
  t.match(said, [{ text: /nothing to sync from/ }, { text: roleTexts.changed }])
  t.equal(world.status('b').role, 'primary')
  expectTruth(t, world, said, 'a is dead')
  t.end()
})

t.test('FO-10: a primary whose peer is gone stays primary, unless it is forced', (t) => {
  const { world } = pair()
  world.cutPath('a', 'b')
  world.runFor(120_000)
  const said: Said[] = []
  ask(world, 'a', 'role=backup', said)
  world.runFor(1_000)
  t.equal(world.status('a').role, 'primary')
  ask(world, 'a', 'role=backup&force=1', said)
  world.runFor(1_000)
  t.match(said, [{ text: /peer cannot be reached/ }, { text: roleTexts.changed }])
  t.equal(world.status('a').role, 'backup')
  t.end()
})

/** What goes wrong, and when after the first request, in milliseconds. */
const troubles: readonly (readonly [what: string, happen: (world: World) => void])[] = [
  ['nothing', () => undefined],
  [
    'the link is cut for a minute',
    (world) => {
      world.cutPath('a', 'b')
      world.runFor(60_000)
      world.healPath('a', 'b')
    },
  ],
  [
    'a dies and comes back',
    (world) => {
      world.host('a').crash()
      world.runFor(5_000)
      world.host('a').start()
    },
  ],
  [
    'b dies and comes back',
    (world) => {
      world.host('b').crash()
      world.runFor(5_000)
      world.host('b').start()
    },
  ],
  [
    'a installs',
    (world) => {
      world.invoke('a', 'install-update', { package: 'Bomgar-15.2.1', acceptEula: true })
    },
  ],
]

t.test(
  'FO-10: asked on both boxes at once, in trouble, and again: never two primaries, no answer untrue',
  (t) => {
    const requests = [
      ['role=primary', 'role=primary'],
      ['role=backup', 'role=primary&data_sync_first=1'],
      ['role=backup&data_sync_first=1&force=1', 'role=backup'],
    ] as const
    for (const [what, happen] of troubles)
      for (const atMs of [0, 15, 45])
        for (const [onA, onB] of requests) {
          const { world } = pair()
          const said: Said[] = []
          const story = `${onA} and ${onB}, ${what} after ${atMs} ms`
          must(world.invokeAndRun('b', 'sync-now'))
          ask(world, 'a', onA, said)
          ask(world, 'b', onB, said)
          world.runFor(atMs)
          happen(world)
          world.runFor(600_000)
          ask(world, 'a', onA, said)
          ask(world, 'b', onB, said)
          world.runFor(7_200_000)
          t.equal(said.length, 4, `${story}: each was answered`)
          expectTruth(t, world, said, story)
          t.strictSame(momentsOfTwoPrimaries(world.events), [], story)
        }
    t.end()
  },
)

t.test('FO-10: during a sync, and during an installation, what the API answers is true', (t) => {
  const { world } = pair()
  loadSessions(world, 'a', 3_000, 'a long sync')
  world.invoke('b', 'sync-now', {}, () => undefined)
  world.runUntilEvent((event) => event.name === 'sync-started', 60_000)
  const said: Said[] = []
  ask(world, 'b', 'role=primary', said)
  ask(world, 'a', 'role=backup', said)
  world.runFor(120_000)
  t.equal(said.length, 2)
  expectTruth(t, world, said, 'a sync')
  const before = rolesOf(world)
  const primary = world.status('a').role === 'primary' ? 'a' : 'b'
  const backup = primary === 'a' ? 'b' : 'a'
  must(world.invokeAndRun(backup, 'install-update', { package: 'Bomgar-15.2.1', acceptEula: true }))
  world.runFor(60_000)
  ask(world, backup, 'role=primary', said)
  ask(world, primary, 'role=backup', said)
  world.runFor(5_000)
  t.match(said.slice(2), [{ text: /is installing/ }, { text: /./ }])
  t.equal(rolesOf(world), before, 'nobody has changed roles')
  expectTruth(t, world, said, 'an installation')
  t.end()
})
