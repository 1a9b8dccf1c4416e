import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const slowStart = virtualFaultKind(
  'other work cannot be put into a real process: `pause` stops it whole',
  {
    family: 'process',
    title:
      'the process is killed, and its next start is slow: it takes connections and answers nobody for a while',
    productOnly: false,
    args: Type.Object({ on: On, downMs: ForMs, busyMs: ForMs }, closed),
    draw: (random) => ({
      on: drawOn(random),
      downMs: drawForMs(random, 20_000),
      busyMs: random.integer(1_000, 30_000),
    }),
    begin: (stage, { on, downMs, busyMs }) => {
      if (!stage.isRunning(on)) return false
      stage.crash(on)
      stage.after(downMs, () => {
        stage.startAgain(on)
        stage.world.host(on).admit(busyMs * 1_000)
      })
      return true
    },
  },
)
