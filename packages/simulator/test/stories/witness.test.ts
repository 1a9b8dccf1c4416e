import t from 'tap'
import type { World } from '../../src/index.ts'
import { momentsOfTwoPrimaries } from '../support/roles.ts'
import { codeOf, establishedWorld, must, type PairName, syncNow } from '../support/small-world.ts'

const timeoutMs = 60_000
const witness = { hostname: 'witness.support.example.com', address: '192.0.2.12' }
const byVote = {
  promotion: 'witness',
  witness: { host: witness.address, port: 443 },
  primaryTimeoutMs: timeoutMs,
}

function witnessedWorld(): World {
  const { world } = establishedWorld({ witness })
  for (const name of ['a', 'b']) must(world.invokeAndRun(name, 'set-backup-settings', byVote))
  syncNow(world, 'b')
  world.runFor(30_000)
  return world
}

const rolesOf = (world: World) => [world.status('a').role, world.status('b').role]
const statesOf = (world: World) => [world.status('a').state, world.status('b').state]

t.test(
  'FO-12: with a witness a backup takes over by its vote when the primary is dead',
  async (t) => {
    const world = witnessedWorld()
    world.crash('a')
    world.runFor(3 * timeoutMs)
    t.match(world.status('b'), { role: 'primary', state: 'serving' })
    t.match(
      world.events.find(({ name }) => name === 'automatic-failover'),
      { proof: /the witness has voted for epoch \d/ },
    )
  },
)

t.test(
  'FO-12: cut from each other, with the witness in reach of both, nobody takes over',
  async (t) => {
    const world = witnessedWorld()
    world.cutPath('a', 'b')
    world.runFor(10 * timeoutMs)
    t.strictSame(rolesOf(world), ['primary', 'backup'])
    t.equal(world.status('a').state, 'serving', 'the witness confirms it')
    t.match(world.status('b').failover.withheld, /the witness heard the primary/)
  },
)

t.test(
  'FO-12: a primary that is cut off from both serves nobody before the other does',
  async (t) => {
    const world = witnessedWorld()
    world.cutPath('a', 'b')
    world.cutPath('a', 'witness')
    const promoted = world.runUntilEvent(
      ({ name }) => name === 'automatic-failover',
      10 * timeoutMs,
    )
    t.match(promoted, { source: 'b' })
    t.strictSame(statesOf(world), ['checking', 'serving'])
    const suspended = world.events.findLast(({ name }) => name === 'serving-suspended')
    t.ok((suspended?.atMs ?? Infinity) < (promoted?.atMs ?? 0))
    world.healPath('a', 'b')
    world.healPath('a', 'witness')
    world.runFor(2 * timeoutMs)
    t.equal(world.status('a').state, 'checking', 'and not when the cables are back either')
    must(world.invokeAndRun('a', 'become-backup'))
    world.runFor(timeoutMs)
    t.match(
      [rolesOf(world), statesOf(world)],
      [
        ['backup', 'primary'],
        ['backup', 'serving'],
      ],
    )
  },
)

t.test(
  'FO-12: without the witness a live pair goes on, and a dead primary is not replaced',
  async (t) => {
    const world = witnessedWorld()
    world.crash('witness')
    world.runFor(5 * timeoutMs)
    t.strictSame(statesOf(world), ['serving', 'backup'], 'they confirm each other')
    world.crash('a')
    world.runFor(5 * timeoutMs)
    t.equal(world.status('b').role, 'backup')
    t.match(world.status('b').failover.withheld, /the witness (cannot be reached|does not answer)/)
    world.restart('witness')
    world.runFor(3 * timeoutMs)
    t.equal(world.status('b').role, 'primary', 'the vote comes when the witness is back')
  },
)

/** The witness's host loses its power and gets it back: it knows none of its old links, and tells nobody (NET-12). */
function powerCycle(world: World): void {
  for (const kind of ['power-loss', 'power-back'] as const)
    must(world.commandAndRun('network', { kind, input: { appliance: 'witness' } }))
}

const linksOfWitness = (world: World): number => {
  const outcome = world.invokeAndRun('witness', 'witness-status')
  if (!outcome.ok) throw new Error(outcome.refusal.message)
  return outcome.value.links
}

t.test(
  'NET-12: a witness that lost its power is linked anew by the primary within its lease, so that it confirms it again',
  async (t) => {
    const world = witnessedWorld()
    powerCycle(world)
    t.equal(linksOfWitness(world), 0)
    world.runFor(timeoutMs)
    t.equal(linksOfWitness(world), 1)
    world.cutPath('a', 'b')
    world.runFor(5 * timeoutMs)
    t.strictSame(statesOf(world), ['serving', 'backup'])
    t.match(world.status('b').failover.withheld, /the witness heard the primary/)
  },
)

t.test(
  'NET-12: a backup that holds a dead link to the witness dials it anew, and has its vote when the primary dies',
  async (t) => {
    const world = witnessedWorld()
    powerCycle(world)
    world.crash('a')
    world.runFor(5 * timeoutMs)
    t.match(world.status('b'), { role: 'primary', state: 'serving' })
  },
)

t.test(
  'FO-15: a clock that is set back does not lengthen the right to serve of a primary that is cut off',
  async (t) => {
    const world = witnessedWorld()
    world.host('a').clock.jump(-3_600_000)
    world.runFor(timeoutMs)
    t.equal(world.status('a').state, 'serving', 'it was confirmed again')
    world.cutPath('a', 'b')
    world.cutPath('a', 'witness')
    world.runUntilEvent(({ name }) => name === 'automatic-failover', 10 * timeoutMs)
    t.strictSame(statesOf(world), ['checking', 'serving'])
  },
)

t.test('FO-14: a witness that is killed votes once an epoch all the same', async (t) => {
  const world = witnessedWorld()
  world.cutPath('a', 'b')
  world.cutPath('a', 'witness')
  world.runUntilEvent(({ name }) => name === 'automatic-failover', 10 * timeoutMs)
  const { epoch } = world.status('b')
  world.crash('witness')
  world.restart('witness')
  world.healPath('a', 'witness')
  world.runFor(5 * timeoutMs)
  t.equal(world.status('a').state, 'checking', 'it remembers whom it has voted for')
  t.ok(world.status('a').epoch < epoch)
  t.ok(momentsOfTwoPrimaries(world.events).length > 0, 'by role; but only one serves')
})

t.test('FO-14: what the witness votes is told, a vote that it refuses once', async (t) => {
  const world = witnessedWorld()
  world.cutPath('a', 'b')
  world.runFor(5 * timeoutMs)
  const told = () => world.events.filter(({ source }) => source === 'witness')
  t.match(told(), [{ name: 'witness-started', votes: 0 }, { name: 'vote-refused' }])
  world.cutPath('a', 'witness')
  world.runFor(5 * timeoutMs)
  t.match(told().at(-1), { name: 'vote-given', guid: world.status('b').guid })
})

t.test('FO-11: by a witness needs a witness', async (t) => {
  const { world } = establishedWorld()
  const set = (name: PairName, input: unknown) =>
    codeOf(world.invokeAndRun(name, 'set-backup-settings', input))
  t.equal(set('b', { promotion: 'witness' }), 'failover-needs-witness')
  t.equal(set('b', byVote), 'ok')
})

for (const [trouble, begin, end] of [
  ['', () => {}, () => {}],
  [
    ', also one that was away just then',
    (world: World) => world.crash('witness'),
    (world: World) => world.restart('witness'),
  ],
] as const)
  t.test(
    `FO-09: a primary that breaks the relationship unheard by its backup tells the witness${trouble}: nobody takes over`,
    async (t) => {
      const world = witnessedWorld()
      world.cutPath('a', 'b')
      begin(world)
      must(world.invokeAndRun('a', 'break-relationship'))
      end(world)
      world.runFor(10 * timeoutMs)
      t.strictSame(rolesOf(world), ['none', 'backup'])
      t.match(world.status('b').failover.withheld, /its primary has ended the relationship/)
      const told = world.events.filter(({ name }) => name === 'relationship-left')
      t.match(told, [{ source: 'witness' }], 'once')
    },
  )
