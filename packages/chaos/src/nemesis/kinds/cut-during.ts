import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawOperation, OperationByHand, operate } from '../operations-by-hand.ts'

export const cutDuring = faultKind({
  family: 'operator',
  title: 'an operation is under way, and the path between the two is cut, both ways or one way',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      operation: OperationByHand,
      /** Delay before the cut; a few of the lab's latencies. */
      afterMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
      from: On,
      oneWay: Type.Boolean(),
      forMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    operation: drawOperation(random),
    afterMs: drawForMs(random, 500),
    from: drawOn(random),
    oneWay: random.next() < 0.5,
    forMs: drawForMs(random, 120_000),
  }),
  begin: (stage, { on, operation, afterMs, from, oneWay, forMs }) => {
    if (!operate(stage, on, operation)) return false
    const to = from === 'a' ? 'b' : 'a'
    const direction = oneWay ? 'one-way' : 'both'
    stage.after(afterMs, () => stage.faultFor(forMs, { kind: 'partition', from, to, direction }))
    return true
  },
})
