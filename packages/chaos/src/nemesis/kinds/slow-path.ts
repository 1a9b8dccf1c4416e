import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const slowPath = faultKind({
  family: 'link',
  title: 'a path is slow and unsteady',
  productOnly: false,
  args: Type.Object(
    {
      from: Place,
      to: Place,
      latencyMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
      jitterMs: Type.Integer({ minimum: 0, maximum: 60_000 }),
      forMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    ...drawPath(random),
    latencyMs: random.integer(10, 3_000),
    jitterMs: random.integer(0, 1_000),
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { from, to, latencyMs, jitterMs, forMs }) =>
    stage.faultFor(forMs, { kind: 'latency', from, to, latencyMs, jitterMs }),
})
