import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const unplug = faultKind({
  family: 'link',
  title: 'an appliance’s own cable is pulled: it reaches nobody',
  productOnly: false,
  args: Type.Object({ on: On, forMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), forMs: drawForMs(random, 120_000) }),
  begin: (stage, { on, forMs }) =>
    stage.faultFor(forMs, { kind: 'partition', from: on, to: '*', direction: 'both' }),
})
