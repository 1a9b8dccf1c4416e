import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { drawPath, Place } from '../paths.ts'

export const reset = faultKind({
  family: 'link',
  title: 'connections are reset at their next byte',
  productOnly: false,
  args: Type.Object({ from: Place, to: Place, forMs: ForMs }, closed),
  draw: (random) => ({ ...drawPath(random), forMs: drawForMs(random, 20_000) }),
  begin: (stage, { from, to, forMs }) => stage.faultFor(forMs, { kind: 'reset', from, to }),
})
