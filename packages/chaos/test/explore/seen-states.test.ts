import { MemoryStore } from '@understudy/memory-store'
import t from 'tap'
import { noFaults } from '../../src/explore/faults.ts'
import { PairWorld } from '../../src/explore/pair/pair-world.ts'
import { prepare } from '../../src/explore/prepare.ts'
import { scopes } from '../../src/explore/scopes.ts'
import { SeenStates } from '../../src/explore/seen-states.ts'

const most = { ...noFaults, crash: 1, cut: 1 }
const pair = prepare(new PairWorld(most), scopes.swap, () => new MemoryStore(), most)

t.test('CHA-07: a state is met once, and keeps its number however many follow', async (t) => {
  const seen = new SeenStates(most)
  t.same(seen.note(pair), { number: 0, isNew: true })
  for (let waitedMs = 1; waitedMs <= 100_000; waitedMs++)
    seen.note({ ...pair, acknowledged: [String(waitedMs)] })
  t.equal(seen.count, 100_001)
  t.same(seen.note({ ...pair }), { number: 0, isNew: false })
  t.equal(seen.numberOf({ ...pair, acknowledged: ['70000'] }), 70_000)
})

t.test(
  'CHA-07: less can follow where less may go wrong: such a state counts as the one with more',
  async (t) => {
    const seen = new SeenStates(most)
    seen.note(pair)
    t.same(seen.note({ ...pair, left: noFaults }), { number: 0, isNew: false })
    t.equal(seen.numberOf({ ...pair, left: noFaults }), null, 'it was not met itself')
    const fresh = new SeenStates(most)
    fresh.note({ ...pair, left: { ...most, crash: 0 } })
    t.same(fresh.note({ ...pair, left: { ...most, cut: 0 } }).isNew, true, 'neither has more')
    t.same(fresh.note(pair).isNew, true, 'one with more is new')
  },
)
