import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const flapping = faultKind({
  family: 'link',
  title: 'a path comes and goes',
  productOnly: false,
  args: Type.Object({ from: Place, to: Place, upMs: ForMs, downMs: ForMs, forMs: ForMs }, closed),
  draw: (random) => ({
    ...drawPath(random),
    upMs: random.integer(50, 10_000),
    downMs: random.integer(50, 10_000),
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { from, to, upMs, downMs, forMs }) =>
    stage.faultFor(forMs, { kind: 'flapping', from, to, upMs, downMs }),
})
