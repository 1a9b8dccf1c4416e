import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const cut = faultKind({
  family: 'link',
  title: 'a cable is pulled, both ways or one way',
  productOnly: false,
  args: Type.Object({ from: Place, to: Place, oneWay: Type.Boolean(), forMs: ForMs }, closed),
  draw: (random) => ({
    ...drawPath(random),
    oneWay: random.next() < 0.4,
    forMs: drawForMs(random, 120_000),
  }),
  begin: (stage, { from, to, oneWay, forMs }) =>
    stage.faultFor(forMs, {
      kind: 'partition',
      from,
      to,
      direction: oneWay ? 'one-way' : 'both',
    }),
})
