import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const pause = faultKind({
  family: 'process',
  title: 'the process is stopped and goes on later (SIGSTOP, SIGCONT), a gray failure',
  productOnly: false,
  args: Type.Object({ on: On, forMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), forMs: drawForMs(random, 90_000) }),
  begin: (stage, { on, forMs }) => {
    if (!stage.isRunning(on)) return false
    stage.pause(on, forMs)
    return true
  },
})
