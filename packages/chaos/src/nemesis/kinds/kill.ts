import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const kill = faultKind({
  family: 'process',
  title: 'the process is killed (SIGKILL) and starts again later',
  productOnly: false,
  args: Type.Object({ on: On, downMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), downMs: drawForMs(random, 60_000) }),
  begin: (stage, { on, downMs }) => {
    if (!stage.isRunning(on)) return false
    stage.crash(on)
    stage.after(downMs, () => stage.startAgain(on))
    return true
  },
})
