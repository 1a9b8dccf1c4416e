import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const byteLimit = faultKind({
  family: 'link',
  title: 'connections are closed after so many bytes, in the middle of what they carry',
  productOnly: false,
  args: Type.Object(
    {
      from: Place,
      to: Place,
      bytes: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
      forMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    ...drawPath(random),
    bytes: random.integer(100, 50_000),
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { from, to, bytes, forMs }) =>
    stage.faultFor(forMs, { kind: 'limit', from, to, bytes }),
})
