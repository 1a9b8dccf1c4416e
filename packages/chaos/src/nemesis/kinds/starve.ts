import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const starve = virtualFaultKind(
  'other work cannot be put into a real process: `pause` stops it whole',
  {
    family: 'process',
    title: 'the process is starved: whatever comes waits behind other work',
    productOnly: false,
    args: Type.Object({ on: On, busyMs: ForMs }, closed),
    draw: (random) => ({ on: drawOn(random), busyMs: drawForMs(random, 30_000) }),
    begin: (stage, { on, busyMs }) => {
      const host = stage.world.host(on)
      if (!host.running) return false
      host.admit(busyMs * 1_000)
      return true
    },
  },
)
