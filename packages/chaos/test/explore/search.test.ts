import { MemoryStore } from '@understudy/memory-store'
import t from 'tap'
import {
  type Explored,
  type FaultCounts,
  noFaults,
  type ScopeName,
  Search,
  scopes,
  tellViolation,
} from '../../src/explore/index.ts'

const openDisk = () => new MemoryStore()

function explore(name: ScopeName, often: Partial<FaultCounts>, statesMax = 100_000): Explored {
  const options = { scope: scopes[name], faults: { ...noFaults, ...often }, statesMax }
  const explored = new Search(options, { openDisk, isTimeUp: () => false }).run()
  const { violation } = explored
  if (violation !== null) t.comment(tellViolation(violation, options, { openDisk }).join('\n'))
  return explored
}

t.test('FO-10: a swap in which nothing goes wrong keeps every law, in every order', async (t) => {
  const swap = explore('swap', {})
  t.match(swap, { isExhausted: true, violation: null, frontier: 0 })
  t.ok(swap.ends >= 4, `asked on either, with a sync and without: ${swap.ends} ends`)
})

t.test('FO-10: a role that a program has exchanged keeps every law, in every order', async (t) => {
  const calm = explore('api', {})
  t.match(calm, { isExhausted: true, violation: null, frontier: 0 })
  t.equal(calm.ends, 2, 'asked on either')
  t.match(explore('api', { cut: 1 }, 1_000), { violation: null })
})

t.test('FO-09: a break ends as it should, whoever dies and wherever', async (t) => {
  t.match(explore('break', { crash: 1 }), { isExhausted: true, violation: null })
})

t.test(
  'FO-03: whoever dies while the two establish, they are a pair in the end, or neither is in one',
  async (t) => {
    t.match(explore('establish', { crash: 1 }), { isExhausted: true, violation: null })
  },
)

t.test('CHA-03: what is beyond the bound is told, and is no proof', async (t) => {
  const failover = explore('failover', { crash: 1 }, 500)
  t.match(failover, { isExhausted: false, violation: null })
  t.ok(failover.states >= 500)
  t.ok(failover.frontier > 0, 'it says how many are left')
})

t.test('CHA-07: the same scope is the same number of states, twice', async (t) => {
  t.same(explore('break', { crash: 1 }), explore('break', { crash: 1 }))
})
