import { updateServerHost } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const updateServerRestarts = virtualFaultKind('only boxes are killed in labs of processes', {
  family: 'process',
  title: 'the update server is killed (SIGKILL) and starts again later',
  productOnly: false,
  args: Type.Object({ downMs: ForMs }, closed),
  draw: (random) => ({ downMs: drawForMs(random, 30_000) }),
  begin: (stage, { downMs }) => {
    const isDown = stage.faultFor(downMs, {
      kind: 'partition',
      from: '*',
      to: updateServerHost,
      direction: 'both',
    })
    if (isDown) stage.after(downMs, () => stage.world.restartUpdateServer())
    return isDown
  },
})
