import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const loss = faultKind({
  family: 'link',
  title: 'packets are lost, so that streams stall',
  productOnly: false,
  args: Type.Object(
    {
      from: Place,
      to: Place,
      lossShare: Type.Number({ minimum: 0, maximum: 1 }),
      correlation: Type.Number({ minimum: 0, maximum: 1 }),
      forMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    ...drawPath(random),
    lossShare: random.integer(1, 40) / 100,
    correlation: random.integer(0, 80) / 100,
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { from, to, lossShare, correlation, forMs }) =>
    stage.faultFor(forMs, { kind: 'loss', from, to, lossShare, correlation }),
})
