import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { HeldBudget } from '../../src/forwarders/held-budget.ts'
import { TurnShare } from '../../src/forwarders/turn-share.ts'

t.test(
  'NET-10: the chains share a turn, the many a little each, and the next turn is new',
  async (t) => {
    const share = new TurnShare()
    const passages: number[] = []
    for (let chain = 0; chain < 25; chain++) {
      passages.push(share.passagesMax)
      share.spend(share.passagesMax)
    }
    t.same(passages, [...new Array(16).fill(64), ...new Array(9).fill(4)])
    await turn()
    t.equal(share.passagesMax, 64)
  },
)

t.test('NET-09: a direction holds what is free, the more there are the less each', async (t) => {
  const mib = 1024 * 1024
  const budget = new HeldBudget()
  budget.add(32 * mib)
  t.ok(budget.allows(32 * mib), 'one alone is bounded by its chain')
  budget.add(3 * 63 * mib)
  t.notOk(budget.allows(63 * mib))
  t.ok(budget.allows(34 * mib), 'who holds less may read on')
  budget.add(64 * mib)
  t.notOk(budget.allows(64 * 1024))
  t.ok(budget.allows(64 * 1024 - 1), 'everybody has a little')
})
