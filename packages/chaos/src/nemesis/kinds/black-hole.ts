import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const blackHole = faultKind({
  family: 'link',
  title: 'bytes vanish and nobody is told; they go on when it is over',
  productOnly: false,
  args: Type.Object({ from: Place, to: Place, forMs: ForMs }, closed),
  draw: (random) => ({ ...drawPath(random), forMs: drawForMs(random, 60_000) }),
  begin: (stage, { from, to, forMs }) => stage.faultFor(forMs, { kind: 'black-hole', from, to }),
})
