import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const powerLoss = faultKind({
  family: 'process',
  title: 'the host loses its power, and nobody is told (NET-12)',
  productOnly: false,
  args: Type.Object({ on: On, forMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), forMs: drawForMs(random, 90_000) }),
  begin: (stage, { on, forMs }) => stage.losePower(on, forMs),
})
