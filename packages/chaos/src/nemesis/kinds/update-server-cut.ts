import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const updateServerCut = faultKind({
  family: 'link',
  title: 'an appliance does not reach the update server',
  productOnly: false,
  args: Type.Object({ on: On, forMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), forMs: drawForMs(random, 60_000) }),
  begin: (stage, { on, forMs }) =>
    stage.faultFor(forMs, {
      kind: 'partition',
      from: on,
      to: 'update-server',
      direction: 'both',
    }),
})
