import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'
import type { VirtualStage } from '../virtual-stage.ts'

const restartMs = 5_000

export const diskFails = virtualFaultKind(
  'the disk of this machine is not to be filled or broken',
  {
    family: 'disk',
    title: 'the disk takes nothing (full, or an I/O error): each commit fails and ends the process',
    productOnly: false,
    args: Type.Object({ on: On, forMs: ForMs }, closed),
    draw: (random) => ({ on: drawOn(random), forMs: drawForMs(random, 30_000) }),
    begin: (stage, { on, forMs }) => {
      const host = stage.world.host(on)
      if (!host.running) return false
      host.dieAt((point) => {
        if (point !== 'before-commit') return false
        startLater(stage, on)
        return true
      })
      stage.after(forMs, () => {
        host.dieAt(null)
        stage.startAgain(on)
      })
      return true
    },
  },
)

/** It is restarted again and again; not through the stage, whose healing would start it into the same error. */
function startLater(stage: VirtualStage, on: 'a' | 'b'): void {
  stage.world.scheduler.after(restartMs, () => stage.startAgain(on))
}
