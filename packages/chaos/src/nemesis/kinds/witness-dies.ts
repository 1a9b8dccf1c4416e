import { witnessName } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const witnessDies = virtualFaultKind('labs of processes have no witness', {
  family: 'process',
  title: 'the witness is killed (SIGKILL) and starts again later',
  productOnly: false,
  args: Type.Object({ downMs: ForMs }, closed),
  draw: (random) => ({ downMs: drawForMs(random, 30_000) }),
  begin: (stage, { downMs }) => {
    if (stage.lab.network.witness === undefined) return false
    if (!stage.world.host(witnessName).running) return false
    stage.world.crash(witnessName)
    stage.after(downMs, () => stage.startAgain(witnessName))
    return true
  },
})
